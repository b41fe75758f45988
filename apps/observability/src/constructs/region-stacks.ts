import { hasStack, networkInRegion } from '@bulkhead/config';
import { type StackContext } from '@bulkhead/stack';

/** A region of an environment. */
type Region = Pick<StackContext, 'environment' | 'role'>;

/** Whether a region has the stack for a kind of data. The DR region has stacks of its own for data. */
export function hasData(
  { environment, role }: Region,
  stack: 'cache' | 'file-system' | 'relational' | 'storage',
): boolean {
  return hasStack(environment, role === 'dr' ? 'dr-region' : 'database', stack, role);
}

/** Whether the file system is copied to the DR region, which both regions watch. */
export function copiesFiles({ environment }: Region): boolean {
  return hasStack(environment, 'dr-region', 'file-system', 'dr');
}

/** How many NAT gateways the network of a region has; undefined without a network. */
export function natGatewaysIn({ environment, role }: Region): number | undefined {
  const [app, stack] = role === 'dr' ? ['dr-region', 'network'] : ['network', 'vpc'];
  return hasStack(environment, app, stack, role) ? networkInRegion(environment, role).natGateways : undefined;
}
