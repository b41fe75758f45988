import { type Environment, regionName, regionRoles } from '@bulkhead/config';
import { type ResourceInState, resourcesInState } from '../../engines/terraform/state-file';
import { stacksWithState, stateText } from '../../engines/terraform/state-keeper';
import { askEach } from './asking';
import { type DeployedResource, text } from './deployed-resource';

/**
 * Resources that the states of an environment in one region hold, of every stack there is a state of, whether its code
 * is still there or not.
 *
 * @param region name of the region whose stacks are asked for
 * @throws where a state is none of Terraform's
 */
export async function terraformResources(
  workspaceRoot: string,
  environment: Environment,
  region: string,
): Promise<DeployedResource[]> {
  const place = { workspaceRoot, environment, region };
  return askEach(await stacksWithState(place), async (stack) => {
    const content = await stateText(place, stack);
    // It may have been removed since.
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
      // Providers of other regions are called by the role of the region.
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
