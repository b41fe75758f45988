import { consumedParameter, consumedRegion } from '../model/consumed-parameter';
import { type Attachment } from '../model/attachment';
import { type PolicyEnvironment } from '../model/policy-environment';
import { type PolicyResource } from '../model/policy-resource';
import { type PolicyStack } from '../model/policy-stack';
import { isObject, isText, valueAt } from './properties';

/** The place where a value is read. References in the value mean resources of this stack, or values of other stacks. */
export interface Place {
  readonly environment: PolicyEnvironment;
  readonly stack: PolicyStack;
  /** Region of the resource that holds the value. @default the region of the stack */
  readonly region?: string;
}

/** The place where the properties of a resource are read. */
export function placeOf({ stack, resource }: Located, environment: PolicyEnvironment): Place {
  return { environment, stack, region: regionOfResource({ stack, resource }) };
}

/** The region in which a value is read. */
export function regionAt({ region, stack }: Place): string {
  return region ?? stack.region;
}

/** The region of a resource. */
export function regionOfResource({ stack, resource }: Located): string {
  return resource.region ?? stack.region;
}

/** A resource and its stack. */
export interface Located {
  readonly stack: PolicyStack;
  readonly resource: PolicyResource;
}

/**
 * The resources that a value refers to, anywhere in it, in order. A consumed parameter leads to the resources that the
 * published value refers to. Empty if no stack of the environment has a resource that the value refers to.
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

/** The first resource of a type that a value refers to, or that a literal name or ARN names. */
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

/** The settings that other stacks add to a resource, each with its stack. */
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
 * The text that a value has on deployment. `*` stands for each unknown part. A list is not a text.
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

/** The region that a value belongs to: the region in an ARN, or the region of the resource; `undefined` if unknown. */
export function regionOf(value: unknown, place: Place): string | undefined {
  const [arn, , , region] = textOf(value, place).split(':');
  if (arn === 'arn' && region && region !== '*') return region;
  const [resource] = resourcesBehind(value, place);
  return resource && regionOfResource(resource);
}

/**
 * The name that the template gives a resource, in the property of its type; `undefined` if AWS or a reference names it.
 */
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

/** The resource that publishes a path: in the given region or the reader's region, or else in any region. */
function publishedAs(path: unknown, region: unknown, place: Place): Located | undefined {
  const publications = resourcesOf(place.environment, 'AWS::SSM::Parameter').filter(
    ({ resource }) => resource.properties['Name'] === path,
  );
  const wanted = region ?? place.stack.region;
  return publications.find((each) => regionOfResource(each) === wanted) ?? publications[0];
}
