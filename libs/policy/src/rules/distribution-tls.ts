import { isText, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * CloudFront must use TLS 1.2 or later with viewers, redirect viewers to HTTPS, and fetch from origins over HTTPS with
 * TLS 1.2, the newest version that it speaks with them. The HIPAA pack of cdk-nag has no rule on CloudFront.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 */
export const distributionTls = resourceRule({
  id: 'distribution-tls',
  title: 'A distribution speaks TLS 1.2 or later, with viewers and with origins.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: ['AWS::CloudFront::Distribution'],
  judge: ({ properties }) => {
    const minimum = valueAt(properties, 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion');
    const viewers = ['DefaultCacheBehavior', 'CacheBehaviors'].flatMap((behaviour) =>
      valuesAt(properties, `DistributionConfig.${behaviour}.ViewerProtocolPolicy`),
    );
    const origins = valuesAt(properties, 'DistributionConfig.Origins.CustomOriginConfig');
    return [
      ...unless(
        isText(minimum) && !outdated.test(minimum),
        'Set MinimumProtocolVersion to TLSv1.2_2021 or later.',
      ),
      ...unless(!viewers.includes('allow-all'), 'Viewers may connect without TLS: set redirect-to-https.'),
      ...unless(
        origins.every((origin) => valueAt(origin, 'OriginProtocolPolicy') === 'https-only'),
        'It fetches from an origin without TLS: set https-only.',
      ),
      ...unless(
        origins.every((origin) => speaksOnlyTls12(origin)),
        'It speaks an outdated TLS with an origin: set OriginSSLProtocols to TLSv1.2.',
      ),
    ];
  },
});

/** Security policies with an older TLS, or with ciphers that have no forward secrecy. */
const outdated = /^(SSLv3|TLSv1(\.1)?(_2016)?|TLSv1\.2_(2018|2019))$/;

function speaksOnlyTls12(origin: unknown): boolean {
  const protocols = valuesAt(origin, 'OriginSSLProtocols');
  return protocols.length > 0 && protocols.every((protocol) => protocol === 'TLSv1.2');
}
