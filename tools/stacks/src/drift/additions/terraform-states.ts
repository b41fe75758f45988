import { type Environment, regionName, regionRoles } from '@bulkhead/config';
import { type ResourceInState, resourcesInState } from '../../engines/terraform/state-file';
import { stacksWithState, stateText } from '../../engines/terraform/state-keeper';
import { askEach } from './asking';
import { type DeployedResource, text } from './deployed-resource';

/**
 * Resources in the Terraform states of an environment in one region, including states of stacks without code.
 *
 * @param region name of the region whose stacks are read
 * @throws if a state is no state of Terraform
 */
export async function terraformResources(
  workspaceRoot: string,
  environment: Environment,
  region: string,
): Promise<DeployedResource[]> {
  const place = { workspaceRoot, environment, region };
  return askEach(await stacksWithState(place), async (stack) => {
    const content = await stateText(place, stack);
    // The state may have been removed since.
    const resources = content === undefined ? [] : resourcesInState(content);
    return deployedOf(resources, `${stack.app}/${stack.stack}@${stack.role}`, environment, region);
  });
}

/** @param stack `<app>/<stack>@<role>` */
function deployedOf(
  resources: readonly ResourceInState[],
  stack: string,
  environment: Environment,
  region: string,
): DeployedResource[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, provider, instances }) => {
      // The role of another region is the alias of its provider.
      const alias = /\]\.([\w-]+)$/.exec(provider)?.[1];
      const elsewhere = regionRoles.find((role) => role === alias);
      return instances.map(({ index_key: index, attributes }) => ({
        stack,
        region: (elsewhere && regionName(environment, elsewhere)) ?? region,
        address: `${module ? `${module}.` : ''}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
        type,
        physicalId: text(attributes?.['id']),
        attributes: attributes ?? {},
      }));
    });
}
