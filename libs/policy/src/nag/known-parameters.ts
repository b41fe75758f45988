import { consumedParameter, consumedRegion } from '../model/consumed-parameter';
import { type PolicyStack } from '../model/policy-stack';

/**
 * Replaces consumed parameters of a stack by their values, if another stack in the same region publishes a literal,
 * such as a port or a name. Rules can then judge the value.
 */
export function withKnownParameters(stack: PolicyStack, stacks: readonly PolicyStack[]): PolicyStack {
  const known = new Map(stacks.flatMap(literalsPublishedBy));
  const valueOf = (path: unknown, region: unknown) => known.get(keyOf(path, region ?? stack.region));
  const resources = stack.resources.map((resource) => ({
    ...resource,
    properties: withValues(resource.properties, valueOf) as typeof resource.properties,
  }));
  return { ...stack, resources };
}

/** Values by path and region: several regions may publish the same path. */
function literalsPublishedBy({ region: home, resources }: PolicyStack): (readonly [string, string])[] {
  return resources.flatMap(({ type, region = home, properties: { Name, Type, Value } }) =>
    type === 'AWS::SSM::Parameter' && Type === 'String' && typeof Value === 'string'
      ? [[keyOf(Name, region), Value] as const]
      : [],
  );
}

function keyOf(path: unknown, region: unknown): string {
  return `${String(region)} ${String(path)}`;
}

function withValues(
  value: unknown,
  valueOf: (path: unknown, region: unknown) => string | undefined,
): unknown {
  if (Array.isArray(value)) return value.map((item) => withValues(item, valueOf));
  if (typeof value !== 'object' || value === null) return value;
  const { [consumedParameter]: path, [consumedRegion]: region } = value as Record<string, unknown>;
  if (path !== undefined) return valueOf(path, region) ?? value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withValues(item, valueOf)]));
}
