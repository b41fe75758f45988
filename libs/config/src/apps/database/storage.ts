import { z } from 'zod';

/** A number of days. S3 accepts at most a hundred years. */
const days = z.int('a number of days').min(1).max(36_500, 'S3 counts no further than a hundred years');

/** S3 keeps an object in STANDARD for 30 days before it moves it to STANDARD_IA. */
const fewestDaysInStandard = 30;
/** S3 keeps an object in STANDARD_IA for 30 days before it archives it. */
const fewestDaysInInfrequentAccess = 30;
/** An archived object is billed for this long, even if it is deleted earlier. */
const fewestDaysInArchive = 90;

interface Ages {
  readonly infrequentAccessAfterDays?: number | undefined;
  readonly archiveAfterDays?: number | undefined;
  readonly deleteAfterDays?: number | undefined;
}

/** Steps as versions grow older, each optional: less available, then archived, then deleted. */
const ages = {
  /** Moved to STANDARD_IA. @default never */
  infrequentAccessAfterDays: days.optional(),
  /** Archived in S3 Glacier Flexible Retrieval, from where it takes hours to read it. @default never */
  archiveAfterDays: days.optional(),
};

/**
 * Reports a lifecycle that S3 refuses, or that saves no money.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
 */
function inOrder(
  { infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, deleteAfterDays }: Ages,
  refinement: z.RefinementCtx,
): void {
  const complain = (path: keyof Ages, allowed: string) =>
    refinement.addIssue({ code: 'custom', path: [path], params: { allowed } });

  if (infrequent !== undefined && infrequent < fewestDaysInStandard) {
    complain(
      'infrequentAccessAfterDays',
      `at least ${fewestDaysInStandard}: S3 moves nothing to STANDARD_IA before`,
    );
  }
  if (
    infrequent !== undefined &&
    archive !== undefined &&
    archive < infrequent + fewestDaysInInfrequentAccess
  ) {
    complain(
      'archiveAfterDays',
      `at least ${infrequent + fewestDaysInInfrequentAccess}: S3 keeps an object in STANDARD_IA for ${fewestDaysInInfrequentAccess} days before it archives it`,
    );
  }
  if (deleteAfterDays === undefined) return;
  if (archive !== undefined && deleteAfterDays < archive + fewestDaysInArchive) {
    complain(
      'deleteAfterDays',
      `at least ${archive + fewestDaysInArchive}: S3 refuses to delete before it archives, and an archived object is paid for ${fewestDaysInArchive} days`,
    );
  } else if (infrequent !== undefined && deleteAfterDays <= infrequent) {
    complain('deleteAfterDays', `more than ${infrequent}: S3 refuses to delete before it moves`);
  }
}

/** The lifecycle of current versions. Without `deleteAfterDays` they stay. */
const currentVersions = z
  .strictObject({
    ...ages,
    /** Deleted; only earlier versions remain. @default never */
    deleteAfterDays: days.optional(),
  })
  .superRefine(inOrder);

/** The lifecycle of replaced or deleted versions, counted from then. They are always deleted at some time. */
const noncurrentVersions = z
  .strictObject({
    ...ages,
    /** Deleted permanently. */
    deleteAfterDays: days,
  })
  .superRefine(inOrder);

/** The lock that keeps everybody from deleting a version, counted from its creation. */
const objectLock = z.strictObject({
  /**
   * `COMPLIANCE` binds everybody, also the account's root; `GOVERNANCE` binds everybody without the permission to
   * bypass it.
   */
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  /** Length of the lock in days, counted from the creation of a version. */
  days,
});

/** For a bucket that cannot have Object Lock: gives the reason instead of "unknown key". */
const noObjectLock = z.undefined(
  'none: S3 delivers no access logs into a bucket with Object Lock, nor do load balancers',
);

/** Settings of `database`, stack `storage`. */
export const storageSchema = z.strictObject({
  /** The bucket for the platform's objects. */
  data: z.strictObject({
    /** The lifecycle of current versions. */
    current: currentVersions,
    /** The lifecycle of replaced or deleted versions, counted from then. */
    noncurrent: noncurrentVersions,
    /** How long nobody can delete a version. @default everybody with the permission can delete versions */
    objectLock: objectLock.optional(),
  }),
  /** The bucket for access logs of other buckets and load balancers of the region. */
  log: z
    .strictObject({
      ...ages,
      /** Deleted permanently. */
      deleteAfterDays: days,
      objectLock: noObjectLock.optional(),
    })
    .superRefine(inOrder),
});

export type StorageSettings = z.infer<typeof storageSchema>;
/** Settings of the lifecycle of versions. */
export type AgeSettings = z.infer<typeof currentVersions>;
