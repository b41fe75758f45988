import { type TagKey } from '@bulkhead/tagging';
import { type BridgeEvent, isOf } from '../bridge-event';
import { instantOf, singleLine } from '../plain-text';
import { fieldAt, textAt } from '../untrusted';

/** What happened to a resource. */
export type Change = 'CREATE' | 'UPDATE' | 'DELETE';

/** What Bulkhead's tags of a resource say. A tag that is missing is absent. */
export interface Tagged {
  readonly environment: string | undefined;
  readonly app: string | undefined;
  readonly stack: string | undefined;
  readonly owner: string | undefined;
}

/** A resource of AWS Config. */
interface Resource {
  /** Such as `AWS::S3::Bucket`. */
  readonly type: string;
  readonly id: string;
}

/** A resource that was created, changed or deleted. */
export interface ResourceChange extends Resource {
  readonly kind: 'configuration-change';
  readonly change: Change;
  /** When AWS Config saw the change, which is some minutes after it. */
  readonly captured: Date | undefined;
  readonly tags: Tagged;
  /** Names of the properties that changed. The first ones. */
  readonly properties: readonly string[];
  /** Where AWS Config has put the whole item, if it was too large for the event. @default it was not */
  readonly wholeItem: string | undefined;
}

const compliances = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'] as const;
export type Compliance = (typeof compliances)[number];

/** A resource that a rule judges in another way than before. */
export interface ComplianceChange extends Resource {
  readonly kind: 'compliance-change';
  readonly rule: string;
  readonly compliance: Compliance;
  readonly before: Compliance | undefined;
  readonly recorded: Date | undefined;
}

/** The most characters of an id of a resource, https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html */
const longestId = 768;

/**
 * The change in an event; undefined if the event is of another version or kind, or does not say what became of which
 * resource.
 * https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html
 */
export function parseConfigChange(event: BridgeEvent): ResourceChange | ComplianceChange | undefined {
  if (isOf(event, 'aws.config', 'Config Configuration Item Change')) return resourceChange(event.detail);
  if (isOf(event, 'aws.config', 'Config Rules Compliance Change')) return complianceChange(event.detail);
  return undefined;
}

/** A notification that would be too large has a summary in the place of the item, and neither tags nor differences. */
function resourceChange(detail: unknown): ResourceChange | undefined {
  const summary = fieldAt(detail, 'configurationItemSummary');
  const item = summary ?? fieldAt(detail, 'configurationItem');
  const resource = resourceIn(item);
  const change =
    changeOf(fieldAt(summary, 'changeType') ?? fieldAt(detail, 'configurationItemDiff', 'changeType')) ??
    changeByStatus(textAt(item, 'configurationItemStatus'));
  if (!resource || !change) return undefined;
  const differences = fieldAt(detail, 'configurationItemDiff', 'changedProperties');
  const place = textAt(detail, 's3DeliverySummary', 's3BucketLocation');
  return {
    kind: 'configuration-change',
    ...resource,
    change,
    captured: instantOf(textAt(item, 'configurationItemCaptureTime')),
    tags: tagsIn(item, differences),
    properties: propertiesIn(differences),
    wholeItem: place && singleLine(place, longestId),
  };
}

function complianceChange(detail: unknown): ComplianceChange | undefined {
  const resource = resourceIn(detail);
  const rule = singleLine(textAt(detail, 'configRuleName') ?? '', 128);
  const compliance = complianceAt(detail, 'newEvaluationResult');
  if (!resource || !rule || !compliance) return undefined;
  return {
    kind: 'compliance-change',
    ...resource,
    rule,
    compliance,
    before: complianceAt(detail, 'oldEvaluationResult'),
    recorded: instantOf(textAt(detail, 'newEvaluationResult', 'resultRecordedTime')),
  };
}

function complianceAt(detail: unknown, field: 'newEvaluationResult' | 'oldEvaluationResult') {
  const value = fieldAt(detail, field, 'complianceType');
  return compliances.find((compliance) => compliance === value);
}

function resourceIn(item: unknown): Resource | undefined {
  const type = singleLine(textAt(item, 'resourceType') ?? '', 196);
  const id = singleLine(textAt(item, 'resourceId') ?? '', longestId);
  return type && id ? { type, id } : undefined;
}

function changeOf(value: unknown): Change | undefined {
  return (['CREATE', 'UPDATE', 'DELETE'] as const).find((change) => change === value);
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html */
function changeByStatus(status: string | undefined): Change | undefined {
  if (status === 'ResourceDiscovered') return 'CREATE';
  if (status === 'OK') return 'UPDATE';
  return status === 'ResourceDeleted' || status === 'ResourceDeletedNotRecorded' ? 'DELETE' : undefined;
}

/** How many properties are named. */
const mostProperties = 10;

function propertiesIn(differences: unknown): string[] {
  if (typeof differences !== 'object' || differences === null || Array.isArray(differences)) return [];
  const names = Object.keys(differences);
  const more = names.length - mostProperties;
  return [
    ...names.slice(0, mostProperties).map((name) => singleLine(name, 100)),
    ...(more > 0 ? [`${more} more`] : []),
  ];
}

/** Typed, so that a key that Bulkhead does not give to resources does not compile. */
const keys: Readonly<Record<keyof Tagged, TagKey>> = {
  environment: 'bulkhead:environment',
  app: 'bulkhead:app',
  stack: 'bulkhead:stack',
  owner: 'bulkhead:owner',
};

/**
 * The tags of an item. The item of a deleted resource has none any more, but the difference from the item before has
 * them: as a property of its own, or in the whole configuration.
 */
function tagsIn(item: unknown, differences: unknown): Tagged {
  const places = [
    fieldAt(item, 'tags'),
    fieldAt(differences, 'SupplementaryConfiguration.Tags', 'previousValue'),
    fieldAt(differences, 'Configuration', 'previousValue', 'tags'),
  ];
  const valueOf = (field: keyof Tagged) => {
    const value = places.map((tags) => tagValue(tags, keys[field])).find((found) => found !== undefined);
    return value && singleLine(value, 256);
  };
  return {
    environment: valueOf('environment'),
    app: valueOf('app'),
    stack: valueOf('stack'),
    owner: valueOf('owner'),
  };
}

/** AWS Config has tags as an object by key, services have them as lists with the names of their fields in either case. */
function tagValue(tags: unknown, key: TagKey): string | undefined {
  if (!Array.isArray(tags)) return textAt(tags, key);
  // A resource has at most 50 tags.
  const tag = tags
    .slice(0, 100)
    .find((each: unknown) => (textAt(each, 'key') ?? textAt(each, 'Key')) === key);
  return textAt(tag, 'value') ?? textAt(tag, 'Value');
}
