import { BulkheadError } from '@bulkhead/errors';
import { stackAddress, type SuppressionRequest } from '@bulkhead/stack';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { type IConstruct } from 'constructs';
import { BulkheadStack } from './bulkhead-stack';

/**
 * States, beside the code of a resource, that a policy rule need not hold for it, and why. `validate` reports the
 * suppression with its reason. A suppression that no finding needs is an error.
 *
 * @param construct a resource, a construct with one main resource (its default child), or the stack for a rule about
 * the stack as a whole
 * @throws BulkheadError `NothingToSuppress` for any other construct, and `SuppressionWithoutRule`,
 * `SuppressionWithoutReason` or `InvalidExpiry`
 */
export function suppress(construct: IConstruct, request: SuppressionRequest): void {
  const stack = Stack.of(construct);
  if (stack instanceof BulkheadStack) {
    if (construct === stack) return stack.context.suppress(request, () => stackAddress);
    const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
    if (resource && CfnResource.isCfnResource(resource)) {
      return stack.context.suppress(request, () => stack.resolve(resource.logicalId) as string);
    }
  }
  throw new BulkheadError(
    'NothingToSuppress',
    `${request.rule} cannot be suppressed for "${construct.node.path}", which is no resource of a Bulkhead stack.`,
    { next: 'call suppress with the resource that the rule names' },
  );
}
