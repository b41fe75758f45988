import { isText, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * CloudFront must use TLS 1.2 or later with viewers, redirect viewers to HTTPS, and fetch from origins over HTTPS. The
 * HIPAA pack of cdk-nag has no rule on CloudFront.
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
    const origins = valuesAt(
      properties,
      'DistributionConfig.Origins.CustomOriginConfig.OriginProtocolPolicy',
    );
    return [
      ...unless(
        isText(minimum) && /^TLSv1\.[23]/.test(minimum),
        'Set MinimumProtocolVersion to TLS 1.2 or later.',
      ),
      ...unless(!viewers.includes('allow-all'), 'Viewers may connect without TLS: set redirect-to-https.'),
      ...unless(
        origins.every((policy) => policy === 'https-only'),
        'It fetches from an origin without TLS: set https-only.',
      ),
    ];
  },
});
