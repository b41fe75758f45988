import { isClusterInstance } from '../reading/cluster-instances';
import { isTrue, valuesAt } from '../reading/properties';
import { protectableTypes, statefulTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/**
 * In a protected environment, nobody can delete a data store in one step. cdk-nag asks the same of instances and
 * clusters in every environment. A suppression for a development environment does not affect this rule.
 */
export const deletionProtection = resourceRule({
  id: 'deletion-protection',
  title: 'Data stores of a protected environment refuse to be deleted.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  types: protectableTypes,
  judge: (resource, { environment }) => {
    if (!environment.protected || isClusterInstance(resource)) return 'not-applicable';
    const path = statefulTypes[resource.type]?.deletionProtection ?? '';
    const values = valuesAt(resource.properties, path);
    return unless(
      values.length > 0 && values.every((value) => isTrue(value) || value === 'ACTIVE'),
      `It can be deleted at once: set ${path}.`,
    );
  },
});
