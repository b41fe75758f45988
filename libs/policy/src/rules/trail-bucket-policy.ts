import { allows, conditionValues, resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { isSame, resourceBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * The bucket of a trail must accept logs of that trail only. CloudTrail writes for every customer, so both of its
 * statements must name the trail. CDK's `Trail` does not name it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export const trailBucketPolicy = resourceRule({
  id: 'trail-bucket-policy',
  title: 'CloudTrail may write to the bucket of a trail only for that trail.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)', '164.312(c)(1)'],
  pitfall: 18,
  types: ['AWS::CloudTrail::Trail'],
  judge: ({ properties }, place) => {
    const bucket = resourceBehind(properties['S3BucketName'], place, 'AWS::S3::Bucket');
    if (!bucket) return 'not-applicable';
    const statements = resourcesOf(place.environment, 'AWS::S3::BucketPolicy')
      .filter(({ stack, resource }) =>
        isSame(bucket, resourceBehind(resource.properties['Bucket'], { ...place, stack }, 'AWS::S3::Bucket')),
      )
      .flatMap(({ resource }) => statementsOf(resourcePolicyOf(resource)))
      .filter(({ principals }) => principals.some(({ value }) => value === 'cloudtrail.amazonaws.com'));
    return ['s3:GetBucketAcl', 's3:PutObject'].flatMap((action) => {
      const allowing = statements.filter((statement) => allows(statement, action));
      return [
        ...unless(allowing.length > 0, `The policy of its bucket does not allow CloudTrail ${action}.`),
        ...unless(
          allowing.every((statement) => conditionValues(statement, 'aws:sourcearn').length > 0),
          `The policy of its bucket allows ${action} for every trail: add aws:SourceArn.`,
        ),
      ];
    });
  },
});
