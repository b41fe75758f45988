import { consumedParameter } from './consumed-parameter';
import { type PolicyStack } from './policy-stack';

/** A CloudFormation template of a stack. */
export interface ModelTemplate {
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, ModelTemplateResource>>;
  readonly [section: string]: unknown;
}

interface ModelTemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

/**
 * The stack as a CloudFormation template that `cloudformation-include` can load, whichever engine deploys the stack.
 * Consumed parameters become template parameters of an SSM type.
 */
export function templateOf(stack: PolicyStack): ModelTemplate {
  const consumed = new Map<string, unknown>();
  const lists = new Set(stack.consumes.flatMap(({ path, kind }) => (kind === 'list' ? [path] : [])));
  const parameter = (path: string) => {
    const name = parameterName(path);
    const type = lists.has(path) ? 'List<String>' : 'String';
    consumed.set(name, { Type: `AWS::SSM::Parameter::Value<${type}>`, Default: path });
    return { Ref: name };
  };

  const resources = stack.resources.map(({ logicalId, type, properties, deletionPolicy }) => {
    const Properties = withParameters(properties, parameter) as Record<string, unknown>;
    return [
      logicalId,
      { Type: type, Properties, ...(deletionPolicy && { DeletionPolicy: deletionPolicy }) },
    ] as const;
  });
  const own = (stack.sections?.['Parameters'] ?? {}) as Record<string, unknown>;
  return {
    ...stack.sections,
    Parameters: { ...own, ...Object.fromEntries(consumed) },
    Resources: Object.fromEntries(resources),
  };
}

function withParameters(value: unknown, parameter: (path: string) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => withParameters(item, parameter));
  if (typeof value !== 'object' || value === null) return value;
  const path = (value as Record<string, unknown>)[consumedParameter];
  if (typeof path === 'string') return parameter(path);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withParameters(item, parameter)]),
  );
}

/** `/bulkhead/prod/network/vpcId` as `ConsumedBulkheadProdNetworkVpcId`. */
function parameterName(path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Consumed${words.join('')}`;
}
