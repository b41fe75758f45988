import { isClusterInstance } from '../reading/cluster-instances';
import { retainedTypes, statefulTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/** In a protected environment, a deploy must not delete data, keys or the audit trail. */
export const statefulResourcesRetained = resourceRule({
  id: 'stateful-resources-retained',
  title: 'Data, keys and logs of a protected environment survive if they leave their stack.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  types: retainedTypes,
  judge: (resource, { environment }) => {
    if (!environment.protected || isClusterInstance(resource)) return 'not-applicable';
    const snapshot = statefulTypes[resource.type]?.leaves === 'snapshot' ? ['Snapshot'] : [];
    const allowed = ['Retain', 'RetainExceptOnCreate', ...snapshot];
    return unless(
      allowed.includes(resource.deletionPolicy ?? 'Delete'),
      `It is deleted with its stack: set DeletionPolicy to ${allowed.join(' or ')}; in Terraform, set prevent_destroy.`,
    );
  },
});
