import { distribution } from './examples';
import { ruleCases } from './rule-cases';
import { distributionTls } from './distribution-tls';

const viewers = (ViewerCertificate: object) => distribution({ ViewerCertificate });
const origin = (CustomOriginConfig: object) =>
  distribution({ Origins: [{ Id: 'api', DomainName: 'origin.example.org', CustomOriginConfig }] });

ruleCases(distributionTls, {
  compliant: {
    'TLS 1.2 on both sides': distribution(),
    'TLS 1.3 for viewers': viewers({ MinimumProtocolVersion: 'TLSv1.3_2025' }),
    'a newer policy of TLS 1.2': viewers({ MinimumProtocolVersion: 'TLSv1.2_2025' }),
  },
  nonCompliant: {
    'TLS 1.0 for viewers': viewers({ MinimumProtocolVersion: 'TLSv1' }),
    'TLS 1.2 with ciphers that are out of date': viewers({ MinimumProtocolVersion: 'TLSv1.2_2019' }),
    'the certificate of CloudFront': viewers({ CloudFrontDefaultCertificate: true }),
    'viewers without TLS': distribution({ DefaultCacheBehavior: { ViewerProtocolPolicy: 'allow-all' } }),
    'viewers without TLS on one path': distribution({
      CacheBehaviors: [{ PathPattern: '/a', ViewerProtocolPolicy: 'allow-all' }],
    }),
    'an origin without TLS': origin({ OriginProtocolPolicy: 'http-only', OriginSSLProtocols: ['TLSv1.2'] }),
    'an origin with TLS 1.1 too': origin({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.1', 'TLSv1.2'],
    }),
    'an origin with the default, which is SSLv3 and TLS 1.0': origin({ OriginProtocolPolicy: 'https-only' }),
  },
});
