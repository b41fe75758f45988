import { isText, valueAt, valuesAt } from '../reading/properties';
import { resourceBehind } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * A distribution signs every request to a bucket (origin access control), so that the bucket can be closed to everybody
 * else. Only this way reads objects that a customer managed key encrypts.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export const distributionOriginAccess = resourceRule({
  id: 'distribution-origin-access',
  title: 'A distribution signs its requests to buckets.',
  controls: ['164.308(a)(4)(ii)(A)', '164.312(a)(1)', '164.312(d)'],
  pitfall: 13,
  types: ['AWS::CloudFront::Distribution'],
  judge: ({ properties }, place) => {
    const buckets = valuesAt(properties, 'DistributionConfig.Origins').filter(isBucket);
    if (buckets.length === 0) return 'not-applicable';
    return buckets.flatMap((origin) => {
      const id = String(valueAt(origin, 'Id'));
      const access = valueAt(origin, 'OriginAccessControlId');
      if (access === undefined || access === '')
        return [`Origin ${id} is a bucket, and requests to it are not signed: set OriginAccessControlId.`];
      const control = resourceBehind(access, place, 'AWS::CloudFront::OriginAccessControl')?.resource;
      const behavior = valueAt(control?.properties, 'OriginAccessControlConfig.SigningBehavior');
      return behavior === undefined || behavior === 'always'
        ? []
        : [`Requests to the bucket of origin ${id} are not always signed: set SigningBehavior to always.`];
    });
  },
});

/** An origin that is not described as a server is a bucket. */
function isBucket(origin: unknown): boolean {
  const domain = valueAt(origin, 'DomainName');
  const isServer = ['CustomOriginConfig', 'VpcOriginConfig'].some(
    (name) => valueAt(origin, name) !== undefined,
  );
  return !isServer || (isText(domain) && /\.s3[.-][a-z0-9.-]*amazonaws\.com$/.test(domain));
}
