import { consumedParameter } from '../model/consumed-parameter';
import { type PolicyStack } from '../model/policy-stack';

/**
 * A stack in which a consumed parameter stands by its value, where the stack that publishes it in the same region
 * publishes a literal: a port, a name. A rule that has to know the value, can.
 */
export function withKnownParameters(stack: PolicyStack, stacks: readonly PolicyStack[]): PolicyStack {
  const known = new Map(stacks.filter(({ region }) => region === stack.region).flatMap(literalsPublishedBy));
  const resources = stack.resources.map((resource) => ({
    ...resource,
    properties: withValues(resource.properties, known) as typeof resource.properties,
  }));
  return { ...stack, resources };
}

function literalsPublishedBy({ resources }: PolicyStack): (readonly [unknown, string])[] {
  return resources.flatMap(({ type, properties: { Name, Type, Value } }) =>
    type === 'AWS::SSM::Parameter' && Type === 'String' && typeof Value === 'string'
      ? [[Name, Value] as const]
      : [],
  );
}

function withValues(value: unknown, known: ReadonlyMap<unknown, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withValues(item, known));
  if (typeof value !== 'object' || value === null) return value;
  const path = (value as Record<string, unknown>)[consumedParameter];
  if (path !== undefined) return known.get(path) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withValues(item, known)]));
}
