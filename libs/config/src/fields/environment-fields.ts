import { z } from 'zod';
import { regionSchema } from '../regions/region-schema';
import { text } from '../values/text';
import { allowedIpRangesSchema } from './allowed-ip-ranges';

const terraformState = z.discriminatedUnion('type', [
  /** A file below `.bulkhead/state` of the checkout: for one person, with no bucket to set up. */
  z.strictObject({ type: z.literal('local') }),
  /** A bucket a region, with S3's own locking, so that the state of the DR region needs no other region. */
  z.strictObject({ type: z.literal('s3') }),
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Tag.html */
const tagValue = text(
  /^(?! |aws:)[\w .:/=+@-]{1,64}(?<! )$/i,
  'up to 64 characters that AWS allows in a tag, no space at either end, and not aws: in front, which AWS keeps for its own',
);

/** The account that the emulator is. */
export const emulatorAccount = '123456789012';

/** What every environment says, whatever apps it has. A preset decides some of these fields. */
export const environmentFields = {
  /**
   * The AWS account everything is deployed to; a caller in another account is refused.
   *
   * @change everything is made anew in the other account, and stays in the first one
   */
  account: text(/^\d{12}$/, 'an AWS account id: 12 digits, as a string'),
  /**
   * What answers the API calls: AWS, or the local emulator.
   *
   * @change everything is made anew there
   */
  target: z.enum(['aws', 'emulator']),
  /** Protected resources cannot be deleted by a deploy: deletion protection, guards, retained data. */
  protected: z.boolean(),
  /**
   * Whether databases and caches leave a final snapshot when they are deleted, and databases their automated backups.
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html
   */
  finalSnapshots: z.boolean(),
  /** Tells installations of the platform in one account apart; on every resource as a tag. */
  deploymentId: text(/^[A-Za-z0-9._-]{1,64}$/, 'up to 64 of A-Z, a-z, 0-9, dot, _ and -'),
  /** Who pays; on every resource as a tag. */
  costCentre: tagValue,
  /** The most sensitive data that the environment holds; on every resource as a tag. */
  dataClassification: z.enum(['public', 'internal', 'confidential', 'phi']),
  /** The rules that the environment is run by; on every resource as a tag. */
  compliance: tagValue,
  /**
   * Where the states of Terraform are: in a bucket of each region, or below `.bulkhead` of the checkout, for one person.
   *
   * @change the tool finds no state, and refuses to make everything a second time: move the state first
   */
  terraformState,
  /** From where load balancers may be reached: in every region, and in whatever else faces the internet. */
  allowedIpRanges: allowedIpRangesSchema,
  /** The regions, with their networks. */
  regions: z.strictObject({ primary: regionSchema, dr: regionSchema.optional() }),
};

/** The fields of an environment, before validation. */
export type EnvironmentFieldsInput = z.input<z.ZodObject<typeof environmentFields>>;
