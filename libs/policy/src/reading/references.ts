import { consumedParameter, consumedRegion } from '../model/consumed-parameter';
import { type Attachment } from '../model/attachment';
import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { type PolicyStack } from '../model/policy-stack';
import { isObject, isText, valueAt } from './properties';

/** Where a value is read: references in it mean resources of this stack, or what other stacks publish. */
export interface Place {
  readonly environment: PolicyEnvironment;
  readonly stack: PolicyStack;
  /** Region of the resource that holds the value. @default that of the stack */
  readonly region?: string;
}

/** Where the properties of a resource are read. */
export function placeOf({ stack, resource }: Located, environment: PolicyEnvironment): Place {
  return { environment, stack, region: regionOfResource({ stack, resource }) };
}

/** The region in which a value is read. */
export function regionAt({ region, stack }: Place): string {
  return region ?? stack.region;
}

/** The region that a resource is in. */
export function regionOfResource({ stack, resource }: Located): string {
  return resource.region ?? stack.region;
}

/** A resource, and the stack that it is in. */
export interface Located {
  readonly stack: PolicyStack;
  readonly resource: PolicyResource;
}

/**
 * The resources that a value refers to anywhere in it, in order; through a consumed parameter, those that the stack
 * which publishes it refers to. Empty where nothing is referred to that a stack of the environment has.
 */
export function resourcesBehind(value: unknown, place: Place): readonly Located[] {
  if (Array.isArray(value)) return value.flatMap((item) => resourcesBehind(item, place));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref') return inStack(argument, place);
    if (key === 'Fn::GetAtt') {
      const target: unknown = isText(argument) ? argument.split('.')[0] : valueAt({ argument }, 'argument');
      return inStack(target, place);
    }
    if (key === 'Fn::Sub') return [...substituted(argument, place), ...resourcesBehind(argument, place)];
    if (key === consumedParameter) {
      const published = publishedAs(argument, value[consumedRegion], place);
      if (!published) return [];
      return resourcesBehind(published.resource.properties['Value'], placeOf(published, place.environment));
    }
    return resourcesBehind(argument, place);
  });
}

/** The first resource of a type that a value refers to, or names where the value is a literal name or ARN. */
export function resourceBehind(value: unknown, place: Place, type: string): Located | undefined {
  const referred = resourcesBehind(value, place).find(({ resource }) => resource.type === type);
  return referred ?? (isText(value) ? named(value, type, place) : undefined);
}

/** Every resource of some types in the environment. */
export function resourcesOf(environment: PolicyEnvironment, ...types: readonly string[]): readonly Located[] {
  return environment.stacks.flatMap((stack) =>
    stack.resources.filter(({ type }) => types.includes(type)).map((resource) => ({ stack, resource })),
  );
}

/** What other stacks add to a resource, with the stack that does. */
export function attachmentsTo(
  located: Located,
  environment: PolicyEnvironment,
): readonly { readonly stack: PolicyStack; readonly attachment: Attachment }[] {
  return environment.stacks.flatMap((stack) =>
    (stack.attachments ?? [])
      .filter(({ to, type }) => isSame(resourceBehind(to, { stack, environment }, type), located))
      .map((attachment) => ({ stack, attachment })),
  );
}

/** True when both are the same resource of the same stack. */
export function isSame(one: Located | undefined, other: Located | undefined): boolean {
  return one !== undefined && one.stack === other?.stack && one.resource === other.resource;
}

/**
 * The text that a value has on deployment as far as it is known: `*` stands for what is not. A list is not a text.
 */
export function textOf(value: unknown, place: Place): string {
  if (!isObject(value)) return isText(value) || typeof value === 'number' ? String(value) : '*';
  if (value['Ref'] === 'AWS::Region') return regionAt(place);
  if (value['Ref'] === 'AWS::Partition') return 'aws';
  const join = value['Fn::Join'];
  if (Array.isArray(join) && Array.isArray(join[1])) {
    return join[1].map((part) => textOf(part, place)).join(String(join[0]));
  }
  const sub = valueAt(value, 'Fn::Sub');
  return isText(sub) ? sub.replaceAll('${AWS::Region}', regionAt(place)).replace(/\$\{[^}]*\}/g, '*') : '*';
}

/** The region of what a value stands for: an ARN's own, else that of the resource; `undefined` where unknown. */
export function regionOf(value: unknown, place: Place): string | undefined {
  const [arn, , , region] = textOf(value, place).split(':');
  if (arn === 'arn' && region && region !== '*') return region;
  const [resource] = resourcesBehind(value, place);
  return resource && regionOfResource(resource);
}

/** The name that a resource is given, whatever its type calls it; `undefined` where AWS or a reference does. */
export function nameOfResource({ properties }: PolicyResource): string | undefined {
  return nameProperties.map((property) => properties[property]).find(isText);
}

const nameProperties = [
  'AliasName',
  'BackupVaultName',
  'BucketName',
  'DBClusterIdentifier',
  'DBInstanceIdentifier',
  'GlobalClusterIdentifier',
  'LogGroupName',
  'QueueName',
  'RoleName',
  'TopicName',
  'TrailName',
] as const;

function inStack(logicalId: unknown, { stack }: Place): Located[] {
  const resource = stack.resources.find((each) => each.logicalId === logicalId);
  return resource ? [{ stack, resource }] : [];
}

function substituted(argument: unknown, place: Place): Located[] {
  const text = Array.isArray(argument) ? (argument[0] as unknown) : argument;
  const names = isText(text) ? [...text.matchAll(/\$\{(\w+)[.\w]*\}/g)].map(([, name]) => name) : [];
  return names.flatMap((name) => inStack(name, place));
}

function named(text: string, type: string, { environment }: Place): Located | undefined {
  return resourcesOf(environment, type).find(({ resource }) => {
    const name = nameOfResource(resource);
    return name !== undefined && (text === name || text.endsWith(`:${name}`) || text.endsWith(`/${name}`));
  });
}

/** What publishes a path: in the region that is asked for, else in the reader's, where several regions have it. */
function publishedAs(path: unknown, region: unknown, place: Place): Located | undefined {
  const publications = resourcesOf(place.environment, 'AWS::SSM::Parameter').filter(
    ({ resource }) => resource.properties['Name'] === path,
  );
  const wanted = region ?? place.stack.region;
  return publications.find((each) => regionOfResource(each) === wanted) ?? publications[0];
}
