import { z } from 'zod';

/** How many days. S3 counts up to a hundred years. */
const days = z.int('a number of days').min(1).max(36_500, 'S3 counts no further than a hundred years');

/** S3 keeps an object in STANDARD for 30 days before it moves it to STANDARD_IA. */
const fewestDaysInStandard = 30;
/** S3 keeps an object in STANDARD_IA for 30 days before it archives it. */
const fewestDaysInInfrequentAccess = 30;
/** An archived object is paid for this long, however soon it is deleted. */
const fewestDaysInArchive = 90;

interface Ages {
  readonly infrequentAccessAfterDays?: number | undefined;
  readonly archiveAfterDays?: number | undefined;
  readonly deleteAfterDays?: number | undefined;
}

/** Versions as they grow older, each step optional: less available, then archived, then deleted. */
const ages = {
  /** Moved to STANDARD_IA. @default never */
  infrequentAccessAfterDays: days.optional(),
  /** Archived in S3 Glacier Flexible Retrieval, from where it takes hours to read it. @default never */
  archiveAfterDays: days.optional(),
};

/**
 * What is not a lifecycle that S3 takes, or that saves what it is there to save.
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

/** What becomes of current versions; without `deleteAfterDays` they stay. */
const currentVersions = z
  .strictObject({
    ...ages,
    /** Deleted, so that only earlier versions are left. @default never */
    deleteAfterDays: days.optional(),
  })
  .superRefine(inOrder);

/** What becomes of versions that were replaced or deleted, counted from then. They never stay for ever. */
const noncurrentVersions = z
  .strictObject({
    ...ages,
    /** Deleted for good. */
    deleteAfterDays: days,
  })
  .superRefine(inOrder);

/** How long nobody can delete a version, from when it is written. */
const objectLock = z.strictObject({
  /** `COMPLIANCE` binds everybody, the account's root too; `GOVERNANCE` those who may not bypass it. */
  mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
  /** For how many days from when a version is written. */
  days,
});

/** A bucket that cannot have Object Lock: setting it is refused with the reason rather than as an unknown key. */
const noObjectLock = z.undefined(
  'none: S3 delivers no access logs into a bucket with Object Lock, nor do load balancers',
);

/** Settings of `database`, stack `storage`. */
export const storageSchema = z.strictObject({
  /** The bucket of the platform's objects. */
  data: z.strictObject({
    /** What becomes of versions that are the current ones. */
    current: currentVersions,
    /** What becomes of versions that were replaced or deleted, counted from then. */
    noncurrent: noncurrentVersions,
    /** For how long nobody deletes a version. @default versions can be deleted by whoever may */
    objectLock: objectLock.optional(),
  }),
  /** The bucket that other buckets and load balancers of the region log to. */
  log: z
    .strictObject({
      ...ages,
      /** Deleted for good. */
      deleteAfterDays: days,
      objectLock: noObjectLock.optional(),
    })
    .superRefine(inOrder),
});

export type StorageSettings = z.infer<typeof storageSchema>;
/** Settings of how versions of objects grow old. */
export type AgeSettings = z.infer<typeof currentVersions>;
