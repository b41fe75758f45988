import { createHash } from 'node:crypto';
import type { ResourceDifference } from '@aws-cdk/cloudformation-diff';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describeError, Refusal } from '@bulkhead/errors';
import { canonicalJson } from '@bulkhead/stack';
import { attributeChanges } from '../attribute-changes';
import { type AttributePath } from '../json-values';
import { type EngineDiff, type EngineRequest } from '../engine';
import { type AttributeChange, type ResourceChange } from '../resource-change';
import { heldBy } from '@bulkhead/policy/stateful-types';
import { type DeployedStack, deployedOf } from './deployed-stack';
import { describeStack, withCloudFormation } from './described-stack';
import { readable, secretsIn } from './readable-properties';
import { withValues } from './resolved-template';
import { siteOf } from './stack-site';
import { brokenStack, forewarningOf, type StackStanding, standingOf } from './stack-standing';
import { parameterPaths, readTemplate, type StackTemplate } from './stack-template';

/**
 * The changes that a deploy of the synthesized template would make to each resource of the deployed stack, changed
 * values of consumed parameters included. Also what the deploy would do first, if the stack cannot be updated in its
 * present status.
 */
export async function templateChanges(request: EngineRequest): Promise<EngineDiff> {
  return withCloudFormation(request.instance.region, async (client) => {
    const standing = await standingOf(client, await describeStack(client, request.synthesized.name ?? ''));
    const forewarning = forewarningOf(standing);
    const refusal = standing.ways.deploy === 'refuse' ? brokenStack(siteOf(request), standing) : undefined;
    return {
      ...(await changesOf(client, standing, request)),
      ...(forewarning && { forewarning }),
      ...(refusal && { wouldRefuse: describeError(refusal) }),
    };
  });
}

/** The same for a stack whose standing is known. */
export async function changesOf(
  client: CloudFormationClient,
  standing: StackStanding,
  request: EngineRequest,
): Promise<EngineDiff> {
  const deployed = await deployedOf(client, standing);
  const wanted = { template: readTemplate(request), parameters: valuesNow(request) };
  const changes = await compare(deployed ?? { template: {}, parameters: {} }, wanted);
  return { changes, deployed: digest(deployed) };
}

/**
 * Checks that a reviewed plan was made against the version that is deployed now.
 *
 * @throws BulkheadError `PlanStale`
 */
export function requireReviewed({ instance, reviewed }: EngineRequest, { deployed }: EngineDiff): void {
  if (!reviewed || reviewed.deployed === deployed) return;
  throw new Refusal(
    'PlanStale',
    `The CloudFormation stack of ${instance.id} is not the one that the plan was made against. Nothing was touched.`,
    { next: 'make a new diff, and review it' },
  );
}

/** The differences between two stacks, resource by resource; pure. */
export async function compare(before: DeployedStack, after: DeployedStack): Promise<ResourceChange[]> {
  const { fullDiff, ResourceImpact } = await import('@aws-cdk/cloudformation-diff');
  const actions: Record<string, ResourceChange['action']> = {
    [ResourceImpact.WILL_CREATE]: 'add',
    [ResourceImpact.WILL_UPDATE]: 'change',
    [ResourceImpact.WILL_REPLACE]: 'replace',
    // Whether the resource is replaced depends on values that only the deploy knows; the reader must expect a
    // replacement.
    [ResourceImpact.MAY_REPLACE]: 'replace',
    [ResourceImpact.WILL_DESTROY]: 'destroy',
    [ResourceImpact.WILL_ORPHAN]: 'forget',
  };
  const replacing: (string | undefined)[] = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE];
  const [deployed, wanted] = withValues(before, after).map(withoutMetadata);
  const changes: ResourceChange[] = [];
  fullDiff({ ...deployed }, { ...wanted }).resources.forEachDifference((resource, difference) => {
    const action = actions[difference.changeImpact];
    if (!action) return;
    const { oldResourceType: was = '', newResourceType: type = was } = difference;
    changes.push({
      action,
      resource,
      type,
      stateful: [was, type].some((name) => heldBy(name) !== undefined),
      attributes: attributesOf(difference, (impact) => replacing.includes(impact)),
    });
  });
  return [...changes, ...following(changes, wanted ?? {})];
}

/**
 * Resources that the deploy changes although their part of the template is the same: they refer to a replaced resource,
 * whose id changes.
 */
function following(changes: readonly ResourceChange[], { Resources = {} }: StackTemplate): ResourceChange[] {
  const touched = new Set(changes.map(({ resource }) => resource));
  const replaced = changes.filter(({ action }) => action === 'replace').map(({ resource }) => resource);
  return Object.entries(Resources).flatMap(([resource, { Type: type, ...rest }]): ResourceChange[] => {
    if (touched.has(resource)) return [];
    const { Properties = {} } = rest as { Properties?: Record<string, unknown> };
    const refers = (value: unknown) =>
      replaced.some((id) => new RegExp(`\\$\\{${id}[.}]`).test(JSON.stringify(readable(value))));
    const moving = Object.entries(Properties).filter(([, value]) => refers(value));
    const attributes = moving.flatMap(([name, value]) =>
      attribute({ [name]: value }, { [name]: undefined }, [], { [name]: true }),
    );
    return attributes.length > 0
      ? [{ action: 'change', resource, type, stateful: heldBy(type) !== undefined, attributes }]
      : [];
  });
}

function attributesOf(
  difference: ResourceDifference,
  isReplacing: (impact: string | undefined) => boolean,
): AttributeChange[] {
  if (!difference.isUpdate || difference.resourceTypeChanged)
    return attribute(difference.oldProperties, difference.newProperties);
  const properties = Object.entries(difference.propertyUpdates).flatMap(
    ([name, { oldValue, newValue, changeImpact }]) =>
      attribute({ [name]: oldValue }, { [name]: newValue }, isReplacing(changeImpact) ? [[name]] : []),
  );
  const settings = Object.entries(difference.otherChanges).flatMap(([name, { oldValue, newValue }]) =>
    attribute({ [name]: oldValue }, { [name]: newValue }),
  );
  return [...properties, ...settings];
}

function attribute(
  oldValue: unknown,
  newValue: unknown,
  forcing: readonly AttributePath[] = [],
  unknown?: unknown,
): AttributeChange[] {
  const [before, after] = [readable(oldValue), readable(newValue)];
  const secrets = { beforeSensitive: secretsIn(before), afterSensitive: secretsIn(after) };
  return attributeChanges({ before, after, unknown, ...secrets }, forcing);
}

/** Values of the template's parameters that were read from SSM. */
function valuesNow(request: EngineRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameterPaths(request)).flatMap(([name, path]) => {
      const value = request.consumed?.get(path);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** CloudFormation ignores changes of a resource's metadata; CDK writes construct paths there. */
function withoutMetadata(template: StackTemplate): StackTemplate {
  const resources = Object.entries(template.Resources ?? {}).map(([id, resource]) => {
    const rest = Object.entries(resource).filter(([name]) => name !== 'Metadata');
    return [id, Object.fromEntries(rest)] as const;
  });
  return { ...template, Resources: Object.fromEntries(resources) as StackTemplate['Resources'] };
}

function digest(deployed: DeployedStack | undefined): string {
  return createHash('sha256')
    .update(canonicalJson(deployed ?? {}))
    .digest('hex');
}
