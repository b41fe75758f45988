import { BulkheadError } from '@bulkhead/errors';

/** The sensitivity of a resource's data, lowest first. `phi` is protected health information. */
export const dataClassifications = ['public', 'internal', 'confidential', 'phi'] as const;
export type DataClassification = (typeof dataClassifications)[number];

/** The input for the tags of every taggable resource of a stack. */
export interface TagInput {
  /** The environment, such as `prod`. */
  readonly environment: string;
  /** The app that owns the resource. */
  readonly app: string;
  /** The stack that deploys it. */
  readonly stack: string;
  /** The team to call, such as `@acme/platform`. */
  readonly owner: string;
  /** The cost centre that pays. */
  readonly costCentre: string;
  readonly dataClassification: DataClassification;
  /** The rules that apply to the resource, such as `hipaa`. */
  readonly compliance: string;
  /** Name of the deployed content, such as a release. Never a time: two synths would differ. */
  readonly deploymentId: string;
}

const keyOf = {
  environment: 'bulkhead:environment',
  app: 'bulkhead:app',
  stack: 'bulkhead:stack',
  owner: 'bulkhead:owner',
  costCentre: 'bulkhead:cost-centre',
  dataClassification: 'bulkhead:data-classification',
  compliance: 'bulkhead:compliance',
  deploymentId: 'bulkhead:deployment-id',
} as const satisfies Record<keyof TagInput, string>;

/** A key that every taggable resource has. */
export type TagKey = (typeof keyOf)[keyof TagInput];

/** Every required tag key, in a stable order. */
export const tagKeys: readonly TagKey[] = Object.values(keyOf);

/**
 * The tag of everything that an environment owns. Policies and selections use it to find only the environment's
 * resources.
 */
export function environmentTag(environment: string): Record<typeof keyOf.environment, string> {
  return { [keyOf.environment]: environment };
}

/**
 * Key of the tag that identifies a resource within its stack, as `aws:cloudformation:logical-id` does for
 * CloudFormation. The tag helps to find resources that a killed Terraform has created but not recorded.
 */
export const addressTagKey = 'bulkhead:address';

/** Key of the tag by which the backup plan of a region selects resources. */
export const backupTagKey = 'bulkhead:backup';

/** The tag of a resource that the backup plan of its region includes. A resource without the tag is not in the plan. */
export const backupTag: Readonly<Record<typeof backupTagKey, string>> = { [backupTagKey]: 'tiered' };

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html: the characters that every
// service accepts. A space at either end is refused too: some services remove it, which causes drift.
const maxValueLength = 256;
const allowedValue = /^(?! )[\p{L}\p{N} +\-=._:/@]+(?<! )$/u;
const reservedPrefix = /^aws:/i;

/**
 * The tags of a resource, by key, in the order of `tagKeys`. Throws `BulkheadError('InvalidTag')` for a value that some
 * AWS service would refuse, or for an unknown data classification.
 */
export function tagsFor(input: TagInput): Record<TagKey, string> {
  const fields = Object.keys(keyOf) as (keyof TagInput)[];
  const correction = 'correct the value in the environment configuration';
  for (const field of fields) assertValue(keyOf[field], input[field], correction);
  if (!dataClassifications.includes(input.dataClassification)) {
    throw invalidTag(
      keyOf.dataClassification,
      input.dataClassification,
      `one of ${dataClassifications.join(', ')}`,
      correction,
    );
  }
  return Object.fromEntries(fields.map((field) => [keyOf[field], input[field]])) as Record<TagKey, string>;
}

/**
 * The tag with the Terraform address of a resource, such as `aws_subnet.private_a_1234`. Throws
 * `BulkheadError('InvalidTag')` for an address that AWS would not accept as a value.
 */
export function addressTag(address: string): Record<typeof addressTagKey, string> {
  assertValue(addressTagKey, address, 'shorten the ids of the construct and of its parents');
  return { [addressTagKey]: address };
}

/** The required keys that are absent or blank in `tags`, in the order of `tagKeys`. */
export function missingTags(tags: Readonly<Record<string, string | undefined>>): readonly TagKey[] {
  return tagKeys.filter((key) => !tags[key]?.trim());
}

function assertValue(key: string, value: string, correction: string): void {
  const length = [...value].length;
  if (length > maxValueLength || !allowedValue.test(value) || reservedPrefix.test(value)) {
    const allowed =
      `1 to ${maxValueLength} letters, digits, spaces and + - = . _ : / @, ` +
      'without a space at either end and not starting with aws:';
    throw invalidTag(key, value, allowed, correction);
  }
}

function invalidTag(key: string, value: string, allowed: string, next: string): BulkheadError {
  return new BulkheadError('InvalidTag', `Tag ${key} is ${JSON.stringify(value)}; allowed: ${allowed}.`, {
    next,
  });
}
