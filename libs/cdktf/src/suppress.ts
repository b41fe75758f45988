import { BulkheadError } from '@bulkhead/errors';
import { stackAddress, type SuppressionRequest } from '@bulkhead/stack';
import { TerraformResource, TerraformStack } from 'cdktf';
import { type IConstruct } from 'constructs';
import { BulkheadStack } from './bulkhead-stack';

/**
 * States, beside the code of a resource, that a policy rule need not hold for it, and why. `validate` reports the
 * suppression with its reason. A suppression that no finding needs is an error.
 *
 * @param construct a resource, or the stack for a rule about the stack as a whole
 * @throws BulkheadError `NothingToSuppress` for a construct that is not a single resource, and
 * `SuppressionWithoutRule`, `SuppressionWithoutReason` or `InvalidExpiry`
 */
export function suppress(construct: IConstruct, request: SuppressionRequest): void {
  const stack = TerraformStack.of(construct);
  if (stack instanceof BulkheadStack) {
    if (construct === stack) return stack.context.suppress(request, () => stackAddress);
    if (TerraformResource.isTerraformResource(construct)) {
      return stack.context.suppress(
        request,
        () => `${construct.terraformResourceType}.${construct.friendlyUniqueId}`,
      );
    }
  }
  throw new BulkheadError(
    'NothingToSuppress',
    `${request.rule} cannot be suppressed for "${construct.node.path}", which is no resource of a Bulkhead stack.`,
    { next: 'call suppress with the resource that the rule names' },
  );
}
