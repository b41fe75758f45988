import { valueAt, valuesAt } from '../reading/properties';
import { type Place, regionOf, regionOfResource, resourceBehind } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

const encryption = 'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault';

/**
 * S3 does not replicate objects encrypted with a KMS key, unless a rule selects them and names a key in the region of
 * the destination for the copies.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
export const replicationOfEncryptedObjects = resourceRule({
  id: 'replication-of-encrypted-objects',
  title: 'A bucket encrypted with KMS replicates its encrypted objects, with a key of the destination.',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)', '164.312(a)(2)(iv)'],
  pitfall: 2,
  types: ['AWS::S3::Bucket'],
  judgesAttachments: true,
  judge: ({ properties }, place) => {
    const rules = valuesAt(properties, 'ReplicationConfiguration.Rules');
    const byDefault = valueAt(properties, encryption);
    const isEncrypted = String(valueAt(byDefault, 'SSEAlgorithm')).startsWith('aws:kms');
    if (rules.length === 0 || !isEncrypted) return 'not-applicable';
    return rules.flatMap((rule) => problemsOf(rule, valueAt(byDefault, 'KMSMasterKeyID'), place));
  },
});

function problemsOf(rule: unknown, ownKey: unknown, place: Place): readonly string[] {
  const selected = valueAt(rule, 'SourceSelectionCriteria.SseKmsEncryptedObjects.Status');
  const key = valueAt(rule, 'Destination.EncryptionConfiguration.ReplicaKmsKeyID');
  const bucket = valueAt(rule, 'Destination.Bucket');
  const keyRegion = regionOf(key, place);
  const destination = resourceBehind(bucket, place, 'AWS::S3::Bucket');
  const bucketRegion = destination ? regionOfResource(destination) : regionOf(bucket, place);
  const bothKnown = keyRegion !== undefined && bucketRegion !== undefined;
  return [
    ...unless(
      selected === 'Enabled',
      'A rule leaves out encrypted objects: select them with SourceSelectionCriteria.',
    ),
    ...unless(key !== undefined, 'A rule names no ReplicaKmsKeyID to encrypt the copies with.'),
    ...unless(
      key === undefined || JSON.stringify(key) !== JSON.stringify(ownKey),
      'ReplicaKmsKeyID is the key of the source: set a key in the region of the destination.',
    ),
    ...unless(
      !bothKnown || keyRegion === bucketRegion,
      `ReplicaKmsKeyID is a key in ${keyRegion}, but the destination is in ${bucketRegion}.`,
    ),
  ];
}
