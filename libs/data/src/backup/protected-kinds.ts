import { type NameScope } from '@bulkhead/naming';

/** Resources that AWS Backup treats alike, and that therefore share a plan. */
export interface ProtectedKind {
  /** Lower-case words joined by hyphens. */
  readonly name: string;
  /** Stack of app `database` that makes what is of the kind. */
  readonly stack: 'relational' | 'file-system' | 'storage';
  /** Types as AWS Backup calls them, and the ARNs of each: a `*` at the end, the only place where a selection takes it. */
  readonly types: Readonly<Record<string, (nameScope: NameScope) => string>>;
  /** Whether its recovery points can move to cold storage. */
  readonly hasColdStorage: boolean;
  /** Whether AWS Backup keeps it continuously, so that it can be restored to any second. */
  readonly isContinuous: boolean;
}

/**
 * What the platform backs up, by what AWS Backup can do for it. A rule that asks a type for what it has not is taken
 * and silently not followed, so that each kind has a plan of its own which promises no more than is kept.
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
    // It could be. AWS Backup would then own the retention and the window of the database's own backups, which are its
    // point-in-time recovery, and every deploy of the database would take them back.
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
