import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { type RegionRole } from '../../regions/region-roles';
import { text } from '../../values/text';
import { retention } from '../../values/retention';

/**
 * How many uploads are processed at once; more wait. A region of an account has 1,000 unless AWS raised it, of which
 * Lambda keeps 100 for functions that reserve none.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const reservedConcurrency = z.int().min(1).max(900);

/** Up to 30, so that they stay within the 4 KB that Lambda has for all environment variables of a function. */
const contentTypes = z
  .array(
    text(
      /^[a-z0-9][a-z0-9!#$&^_.+-]{0,48}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,48}$/,
      'a media type in lower case, without parameters, such as application/pdf',
    ),
  )
  .min(1)
  .max(30)
  .superRefine(eachOnce);

/**
 * The beginning of keys, in characters that S3 calls safe; but for the asterisk, which is a pattern in a policy.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
const keyPrefixes = z
  .array(
    text(
      /^[\w!.'()-][\w!.'()/-]{0,127}$/,
      "up to 128 of A-Z, a-z, 0-9 and !-_.'()/, not beginning with a slash",
    ),
  )
  .max(10)
  .superRefine((prefixes, refinement) => {
    eachOnce(prefixes, refinement);
    prefixes.forEach((prefix, index) => {
      const wider = prefixes.find((other) => other !== prefix && prefix.startsWith(other));
      if (wider === undefined) return;
      refinement.addIssue({
        code: 'custom',
        path: [index],
        params: { allowed: `a prefix of keys that ${wider} does not cover already` },
      });
    });
  });

/** Settings of `app-platform`, stack `object-processing`. */
export const objectProcessingSchema = z.strictObject({
  /** Only objects whose key begins with one of these are processed. @default every object of the data bucket */
  keyPrefixes: keyPrefixes.default([]),
  /** Objects that say to be anything else are rejected. @default whatever they say to be */
  allowedContentTypes: contentTypes.optional(),
  /**
   * Memory of the function in MiB, with which its share of a processor grows.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   */
  memory: z.int().min(128).max(10_240).default(256),
  /**
   * After how many seconds an attempt has failed. Three requests to S3 take less than one of them.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
   */
  timeoutSeconds: z.int().min(3).max(900).default(30),
  reservedConcurrency,
  /**
   * How long an event that could not be processed is kept, in days.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
   */
  deadLetterRetentionDays: z.int().min(1).max(14).default(14),
  /** How long the logs of the function are kept, in days. */
  logRetentionDays: retention,
  /** What differs in the DR region. Without it the objects there are not processed. */
  dr: z.strictObject({ reservedConcurrency }).optional(),
});

export type ObjectProcessingSettings = z.infer<typeof objectProcessingSchema>;

/** The settings in a region: those of the environment, but for what `dr` says of the DR region. */
export function objectProcessingInRegion(
  settings: ObjectProcessingSettings,
  role: RegionRole,
): ObjectProcessingSettings {
  return role === 'dr' ? { ...settings, ...settings.dr } : settings;
}
