import { copiesAway, isSelected } from '../reading/backup-selections';
import { isClusterInstance } from '../reading/cluster-instances';
import { takesLoadBalancerLogs, takesServerAccessLogs } from '../reading/log-buckets';
import { regionAt } from '../reading/references';
import { isReplicated } from '../reading/replication';
import { patientDataTypes } from '../stateful-types';
import { resourceRule, unless } from './resource-rule';

/**
 * In an environment with a DR region, all data of the primary region must reach the DR region: by replication, or by
 * copies of a backup plan if an hour's delay is acceptable.
 */
export const replicationPath = resourceRule({
  id: 'replication-path',
  title: 'Every data store of the primary region has a copy in the DR region, if there is a DR region.',
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
      'Its data does not reach the DR region: replicate it, or copy its backups.',
    );
  },
});
