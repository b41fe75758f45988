import type { PropertyDifference, StackResourceDrift } from '@aws-sdk/client-cloudformation';
import { type AttributeDrift, type ResourceDrift, type UncheckedResource } from '../engine';
import { type StackTemplate } from './stack-template';

const kinds: Partial<Record<string, ResourceDrift['kind']>> = { MODIFIED: 'changed', DELETED: 'deleted' };

/**
 * True if CloudFormation compared the resource. With any other status it could not compare the resource, or does not
 * support its type.
 */
export function wasCompared({ StackResourceDriftStatus: status }: StackResourceDrift): boolean {
  return status === 'IN_SYNC' || status === 'MODIFIED' || status === 'DELETED';
}

/** The drift of one resource; empty if the resource is as deployed. */
export function driftOf(found: StackResourceDrift): ResourceDrift[] {
  const kind = kinds[found.StackResourceDriftStatus ?? ''];
  if (!kind) return [];
  return [
    {
      kind,
      resource: found.LogicalResourceId ?? '',
      type: found.ResourceType ?? '',
      ...(found.PhysicalResourceId && { physicalId: found.PhysicalResourceId }),
      attributes: (found.PropertyDifferences ?? []).map(attributeDrift),
    },
  ];
}

/** The resources of a deployed template that CloudFormation did not compare, with the reason. */
export function uncheckedOf(
  { Resources = {} }: StackTemplate,
  found: readonly StackResourceDrift[],
): UncheckedResource[] {
  return Object.entries(Resources).flatMap(([resource, { Type: type }]) => {
    const result = found.find(({ LogicalResourceId }) => LogicalResourceId === resource);
    if (result && wasCompared(result)) return [];
    const unsupported = !result || result.StackResourceDriftStatus === 'UNSUPPORTED';
    const reason = unsupported
      ? 'CloudFormation does not compare resources of this type'
      : (result.DriftStatusReason ?? 'CloudFormation could not compare it and gives no reason');
    return [{ resource, type, reason }];
  });
}

function attributeDrift(difference: PropertyDifference): AttributeDrift {
  const { PropertyPath: path = '', DifferenceType: type, ExpectedValue, ActualValue } = difference;
  return {
    path,
    expected: type === 'ADD' ? null : readable(ExpectedValue),
    actual: type === 'REMOVE' ? null : readable(ActualValue),
  };
}

/** CloudFormation returns objects and lists as JSON in a string, and a single value as it is. */
function readable(value = ''): unknown {
  if (!/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
