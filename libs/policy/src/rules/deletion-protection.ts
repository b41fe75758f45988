import { isClusterInstance } from '../reading/cluster-instances';
import { isTrue, valuesAt } from '../reading/properties';
import { protectableTypes, statefulTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/**
 * In a protected environment nobody deletes a data store in one step, by whatever means. cdk-nag asks the same of
 * instances and clusters in any environment; where that is excused for a development environment, this is not.
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
