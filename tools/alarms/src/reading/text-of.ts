import { type PolicyStack } from '@bulkhead/policy';
import { consumedParameter, consumedRegion } from '@bulkhead/policy/read-stack';
import { Unfit } from '@bulkhead/errors';

/** Where a value is read. */
export interface ReadingPlace {
  /** Name of the environment. */
  readonly environment: string;
  readonly stack: PolicyStack;
  /** Region of the resource that has the value. */
  readonly region: string;
  /** All stacks of the environment. */
  readonly stacks: readonly PolicyStack[];
}

const alarmTypes: readonly string[] = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/**
 * The text of a value in the model of the policy. What is known on deployment only becomes a symbol: an attribute
 * `${app/stack:address.Attribute}`, a parameter of a contract `${contract/key}`. A reference to an alarm is the name of
 * the alarm, whether by name or by ARN, so that a rule and the alarm in it meet.
 *
 * @throws Unfit for an intrinsic function that the reader does not know
 */
export function textOf(value: unknown, place: ReadingPlace): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [[name, argument] = []] = isObject(value) ? Object.entries(value) : [];
  switch (name) {
    case 'Ref':
      return referred(String(argument), undefined, place);
    case 'Fn::GetAtt':
      return attribute(argument, place);
    case 'Fn::Join':
      return joined(argument, place);
    case 'Fn::Sub':
      return substituted(argument, place);
    case 'Fn::Select':
      return selected(argument, place);
    case consumedParameter:
    case consumedRegion:
      return parameter(value as Readonly<Record<string, unknown>>, place);
    default:
      throw new Unfit(`the reader does not know the value ${JSON.stringify(value)}`);
  }
}

function attribute(argument: unknown, place: ReadingPlace): string {
  const [id = '', ...names] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  return referred(id, names.join('.'), place);
}

function referred(
  id: string,
  attribute: string | undefined,
  { stack, region, ...place }: ReadingPlace,
): string {
  if (id === 'AWS::Region') return region;
  if (id === 'AWS::Partition') return 'aws';
  if (id.startsWith('AWS::')) return `\${${id}}`;
  const path = consumedPath(id, stack);
  if (path !== undefined) return parameter({ [consumedParameter]: path }, { ...place, stack, region });
  const resource = stack.resources.find(({ logicalId }) => logicalId === id);
  if (resource && alarmTypes.includes(resource.type)) {
    const name = resource.properties['AlarmName'];
    return name === undefined ? symbol(stack, resource.address) : textOf(name, { ...place, stack, region });
  }
  return symbol(stack, resource?.address ?? id, attribute);
}

/** The path of a template parameter that reads SSM. The model of the policy has replaced it, except inside of `Fn::Sub`. */
function consumedPath(id: string, { sections }: PolicyStack): unknown {
  const parameters = sections?.['Parameters'] as Readonly<Record<string, unknown>> | undefined;
  const declared = parameters?.[id];
  return isObject(declared) && String(declared['Type']).startsWith('AWS::SSM::Parameter::Value<')
    ? declared['Default']
    : undefined;
}

/** What AWS knows and the template does not. The region of a stack is not part of it: a region has a role. */
function symbol({ app, stack }: PolicyStack, address: string, attribute?: string): string {
  return `\${${app}/${stack}:${address}${attribute === undefined ? '' : `.${attribute}`}}`;
}

function joined(argument: unknown, place: ReadingPlace): string {
  const [separator, parts] = Array.isArray(argument) ? (argument as unknown[]) : [];
  if (typeof separator !== 'string' || !Array.isArray(parts))
    throw new Unfit(`the reader does not know the value ${JSON.stringify(argument)} of Fn::Join`);
  return parts.map((part) => textOf(part, place)).join(separator);
}

function substituted(argument: unknown, place: ReadingPlace): string {
  const [text, values = {}] = (Array.isArray(argument) ? argument : [argument]) as [unknown, object?];
  if (typeof text !== 'string')
    throw new Unfit(`the reader does not know the value ${JSON.stringify(argument)} of Fn::Sub`);
  return text.replace(/\$\{(!?)([^}]*)\}/g, (found, literal: string, name: string) => {
    if (literal) return found.replace('!', '');
    if (Object.hasOwn(values, name)) return textOf((values as Record<string, unknown>)[name], place);
    return name.includes('.') ? attribute(name, place) : referred(name, undefined, place);
  });
}

/**
 * One of a list, or one part of a text, as CDK takes the name of a load balancer from its ARN. A part of a symbol is a
 * symbol too. One of a list that a contract has is `${contract/key[0]}`.
 */
function selected(argument: unknown, place: ReadingPlace): string {
  const [index, list] = Array.isArray(argument) ? (argument as unknown[]) : [];
  const at = Number(index);
  if (Array.isArray(list) && at in list) return textOf(list[at], place);
  if (isObject(list) && typeof list[consumedParameter] === 'string' && Number.isInteger(at))
    return parameter(list, place).replace(/\}$/, `[${at}]}`);
  const split = isObject(list) ? list['Fn::Split'] : undefined;
  const [separator, value] = Array.isArray(split) ? (split as unknown[]) : [];
  if (typeof separator !== 'string' || value === undefined || !Number.isInteger(at))
    throw new Unfit(`the reader does not know the value ${JSON.stringify(argument)} of Fn::Select`);
  const text = textOf(value, place);
  const symbols = text.match(/\$\{[^}]*\}/g) ?? [];
  // What AWS fills in may have the separator in it, so that nobody knows which part comes after it.
  const part = symbols.length === 0 ? text.split(separator)[at] : undefined;
  return part ?? `\${part ${at} of ${text.replace(/\$\{|\}/g, '')} by ${separator}}`;
}

/**
 * A parameter that leads to the name of an alarm of another stack is that name. Another parameter is a symbol without
 * the environment, so that a scenario is right for each environment.
 */
function parameter(value: Readonly<Record<string, unknown>>, place: ReadingPlace): string {
  const path = String(value[consumedParameter]);
  const region = typeof value[consumedRegion] === 'string' ? value[consumedRegion] : place.region;
  const published = place.stacks.flatMap((stack) =>
    stack.resources
      .filter(
        (resource) =>
          resource.type === 'AWS::SSM::Parameter' &&
          resource.properties['Name'] === path &&
          (resource.region ?? stack.region) === region,
      )
      .map((resource) => ({ stack, value: resource.properties['Value'] })),
  )[0];
  if (published && isReferenceToAlarm(published.value, published.stack))
    return textOf(published.value, { ...place, stack: published.stack, region });
  const prefix = `/bulkhead/${place.environment}/`;
  return `\${${path.startsWith(prefix) ? path.slice(prefix.length) : path}}`;
}

function isReferenceToAlarm(value: unknown, stack: PolicyStack): boolean {
  if (!isObject(value)) return false;
  const target: unknown = value['Ref'] ?? value['Fn::GetAtt'];
  const id: unknown = Array.isArray(target) ? target[0] : target;
  return stack.resources.some(({ logicalId, type }) => logicalId === id && alarmTypes.includes(type));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
