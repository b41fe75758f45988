import { type NameScope } from '@bulkhead/naming';

/** Resources that AWS Backup treats alike. They share a plan. */
export interface ProtectedKind {
  /** Lower-case words joined by hyphens. */
  readonly name: string;
  /** Stack of app `database` that creates resources of this kind. */
  readonly stack: 'relational' | 'file-system' | 'storage';
  /**
   * Types in the words of AWS Backup, with the ARN pattern of each: `*` at the end, the only place that a selection
   * allows.
   */
  readonly types: Readonly<Record<string, (nameScope: NameScope) => string>>;
  /** Whether recovery points of this kind can move to cold storage. */
  readonly hasColdStorage: boolean;
  /** Whether AWS Backup backs up continuously, so that the resource can be restored to any second. */
  readonly isContinuous: boolean;
}

/**
 * The backed up resources, grouped by the features that AWS Backup supports for them. AWS Backup accepts a rule with an
 * unsupported feature and silently ignores the feature. So each kind has a plan of its own, with only the features that
 * work.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html#features-by-resource
 */
export const protectedKinds: readonly ProtectedKind[] = [
  {
    name: 'databases',
    stack: 'relational',
    types: {
      Aurora: ({ region, account }) => `arn:aws:rds:${region}:${account}:cluster:*`,
      RDS: ({ region, account }) => `arn:aws:rds:${region}:${account}:db:*`,
    },
    hasColdStorage: false,
    // AWS Backup supports this. But AWS Backup would then own the retention and the window of the database's own
    // backups, which are its point-in-time recovery. Every deploy of the database would revert them.
    isContinuous: false,
  },
  {
    name: 'file-systems',
    stack: 'file-system',
    types: {
      EFS: ({ region, account }) => `arn:aws:elasticfilesystem:${region}:${account}:file-system/*`,
    },
    hasColdStorage: true,
    isContinuous: false,
  },
  {
    name: 'buckets',
    stack: 'storage',
    types: { S3: () => 'arn:aws:s3:::*' },
    hasColdStorage: false,
    isContinuous: true,
  },
];
