import { valueAt } from '../reading/properties';
import { regionOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

const home = 'us-east-1';

/**
 * CloudFront accepts certificates only from us-east-1.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
export const distributionCertificateRegion = resourceRule({
  id: 'distribution-certificate-region',
  title: `The certificate of a distribution is in ${home}.`,
  controls: ['164.308(a)(7)(ii)(C)', '164.312(e)(1)'],
  pitfall: 14,
  types: ['AWS::CloudFront::Distribution'],
  judge: ({ properties }, place) => {
    const certificate = valueAt(properties, 'DistributionConfig.ViewerCertificate.AcmCertificateArn');
    const region = regionOf(certificate, place);
    if (region === undefined) return 'not-applicable';
    return unless(region === home, `Its certificate is in ${region}, and must be in ${home}.`);
  },
});
