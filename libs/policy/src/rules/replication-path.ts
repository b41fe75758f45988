import { copiesAway, isSelected } from '../reading/backup-selections';
import { isClusterInstance } from '../reading/cluster-instances';
import { takesLoadBalancerLogs, takesServerAccessLogs } from '../reading/log-buckets';
import { regionAt } from '../reading/references';
import { isReplicated } from '../reading/replication';
import { patientDataTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/**
 * In an environment with a DR region what the primary region stores is in the DR region too: replicated, or copied by a
 * backup plan where the plan's hour is soon enough.
 */
export const replicationPath = resourceRule({
  id: 'replication-path',
  title: 'Every data store of the primary region has a way into the DR region, where there is one.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(B)', '164.308(a)(7)(ii)(C)'],
  types: patientDataTypes,
  judge: (resource, place) => {
    const store = { stack: place.stack, resource };
    const hasDr = place.environment.stacks.some(({ role }) => role === 'dr');
    const takesLogs = takesLoadBalancerLogs(store, place) || takesServerAccessLogs(store, place);
    const isPrimary = place.stack.role === 'primary' && regionAt(place) === place.stack.region;
    if (!hasDr || !isPrimary || isClusterInstance(resource) || takesLogs) return 'not-applicable';
    return unless(
      isReplicated(store, place) || (isSelected(store, place) && copiesAway(place)),
      'Nothing takes what it holds to the DR region.',
    );
  },
});
