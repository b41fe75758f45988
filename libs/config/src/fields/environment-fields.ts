import { z } from 'zod';
import { regionSchema } from '../regions/region-schema';
import { text } from '../values/text';
import { allowedIpRangesSchema } from './allowed-ip-ranges';

const terraformState = z.discriminatedUnion('type', [
  /** A file below `.bulkhead/state` of the checkout: for one person, with no bucket to set up. */
  z.strictObject({ type: z.literal('local') }),
  /** One bucket per region, with S3's own locking: the state of the DR region does not depend on another region. */
  z.strictObject({ type: z.literal('s3') }),
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Tag.html */
const tagValue = text(
  /^(?! |aws:)[\w .:/=+@-]{1,64}(?<! )$/i,
  'up to 64 characters that AWS allows in a tag, no space at either end, and not aws: in front, which AWS keeps for its own',
);

/** The account id of the emulator. */
export const emulatorAccount = '123456789012';

/** Fields that every environment has, whatever its apps. A preset decides some of these fields. */
export const environmentFields = {
  /**
   * The AWS account for all deploys. A caller in another account is refused.
   *
   * @change everything is created again in the other account, and stays in the first one
   */
  account: text(/^\d{12}$/, 'an AWS account id: 12 digits, as a string'),
  /**
   * The endpoint of the API calls: AWS, or the local emulator.
   *
   * @change everything is created again there
   */
  target: z.enum(['aws', 'emulator']),
  /** Protected resources cannot be deleted by a deploy: deletion protection, guards, retained data. */
  protected: z.boolean(),
  /**
   * Whether databases and caches leave a final snapshot when they are deleted, and databases their automated backups.
   * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html
   */
  finalSnapshots: z.boolean(),
  /** Distinguishes installations of the platform in one account. A tag on every resource. */
  deploymentId: text(/^[A-Za-z0-9._-]{1,64}$/, 'up to 64 of A-Z, a-z, 0-9, dot, _ and -'),
  /** The cost centre. A tag on every resource. */
  costCentre: tagValue,
  /** The most sensitive data that the environment holds. A tag on every resource. */
  dataClassification: z.enum(['public', 'internal', 'confidential', 'phi']),
  /** The rules that apply to the environment. A tag on every resource. */
  compliance: tagValue,
  /**
   * Where Terraform keeps its states: in a bucket of each region, or below `.bulkhead` of the checkout, for one person.
   *
   * @change the tool finds no state, and refuses to create everything a second time: move the state first
   */
  terraformState,
  /** The networks that may reach load balancers in every region, and everything else that faces the internet. */
  allowedIpRanges: allowedIpRangesSchema,
  /** The regions, with their networks. */
  regions: z.strictObject({ primary: regionSchema, dr: regionSchema.optional() }),
};

/** The fields of an environment, before validation. */
export type EnvironmentFieldsInput = z.input<z.ZodObject<typeof environmentFields>>;
