import { account, distribution } from './examples';
import { ruleCases } from './rule-cases';
import { distributionCertificateRegion } from './distribution-certificate-region';

const certified = (region: string) =>
  distribution({
    ViewerCertificate: {
      AcmCertificateArn: `arn:aws:acm:${region}:${account}:certificate/1`,
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
  });

ruleCases(distributionCertificateRegion, {
  compliant: { 'a certificate of us-east-1': certified('us-east-1') },
  nonCompliant: { 'a certificate of another region': certified('eu-west-1') },
});
