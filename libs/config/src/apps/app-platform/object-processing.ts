import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { type RegionRole } from '../../regions/region-roles';
import { text } from '../../values/text';
import { retention } from '../../values/retention';

/**
 * How many uploads are processed at the same time; further uploads wait. An account has 1,000 concurrent executions in
 * a region, unless AWS raised the quota. Lambda keeps 100 of them for functions that reserve none.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
const reservedConcurrency = z.int().min(1).max(900);

/** At most 30, so that they fit into the 4 KB that Lambda has for all environment variables of a function. */
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
 * The beginning of keys, in characters that S3 calls safe, without the asterisk: in a policy it is a pattern.
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
  /**
   * Only objects whose key begins with one of these prefixes are processed. @default every object of the data bucket
   */
  keyPrefixes: keyPrefixes.default([]),
  /** Objects with any other declared type are rejected. @default all types are accepted */
  allowedContentTypes: contentTypes.optional(),
  /**
   * Memory of the function in MiB. The share of a processor grows with the memory.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   */
  memory: z.int().min(128).max(10_240).default(256),
  /**
   * Seconds after which an attempt fails. Three requests to S3 take less than a second.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
   */
  timeoutSeconds: z.int().min(3).max(900).default(30),
  reservedConcurrency,
  /**
   * How long an event that failed is kept, in days.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
   */
  deadLetterRetentionDays: z.int().min(1).max(14).default(14),
  /** How long the logs of the function are kept, in days. */
  logRetentionDays: retention,
  /** Settings that differ in the DR region. Without `dr`, the objects there are not processed. */
  dr: z.strictObject({ reservedConcurrency }).optional(),
});

export type ObjectProcessingSettings = z.infer<typeof objectProcessingSchema>;

/** The settings in a region: those of the environment, with the values of `dr` in the DR region. */
export function objectProcessingInRegion(
  settings: ObjectProcessingSettings,
  role: RegionRole,
): ObjectProcessingSettings {
  return role === 'dr' ? { ...settings, ...settings.dr } : settings;
}
