import { valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** The minutes that replication time control promises. S3 accepts no other value. */
const promised = 15;

/**
 * A replication rule with time control must use the second schema, or S3 refuses it: a filter instead of a prefix, a
 * priority, a setting for delete markers, and metrics. Replication needs versioning.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
 */
export const replicationTimeControl = resourceRule({
  id: 'replication-time-control',
  title: 'Replication is within 15 minutes, measured, and in the schema that S3 accepts for it.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  pitfall: 1,
  types: ['AWS::S3::Bucket'],
  judgesAttachments: true,
  judge: ({ properties }) => {
    const rules = valuesAt(properties, 'ReplicationConfiguration.Rules');
    if (rules.length === 0) return 'not-applicable';
    return [
      ...unless(
        valueAt(properties, 'VersioningConfiguration.Status') === 'Enabled',
        'Only a bucket with versioning replicates.',
      ),
      ...rules.flatMap(problemsOf),
    ];
  },
});

const settings: Readonly<Record<string, unknown>> = {
  'Destination.ReplicationTime.Status': 'Enabled',
  'Destination.ReplicationTime.Time.Minutes': promised,
  'Destination.Metrics.Status': 'Enabled',
  'Destination.Metrics.EventThreshold.Minutes': promised,
  Status: 'Enabled',
};

function problemsOf(rule: unknown): readonly string[] {
  const wrong = Object.entries(settings).filter(
    ([path, value]) => String(valueAt(rule, path)) !== String(value),
  );
  const required = ['Priority', 'Filter', 'DeleteMarkerReplication'];
  return [
    ...wrong.map(([path, value]) => `A replication rule lacks ${path}: ${String(value)}.`),
    ...required
      .filter((name) => valueAt(rule, name) === undefined)
      .map((name) => `A replication rule lacks ${name}, which its schema requires.`),
    ...unless(valueAt(rule, 'Prefix') === undefined, 'Move the Prefix into the Filter of its rule.'),
  ];
}
