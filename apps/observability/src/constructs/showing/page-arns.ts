import { failureAlarmName } from '../alarming/pages';
import { hasService, type ShownRegion } from './shown-region';

/**
 * ARNs of the composite alarms that page somebody for a region: for its users, and for the copies of data
 * that it watches.
 *
 * @param watchesCopies whether a copy that is too far behind pages somebody in the region
 */
export function pageArns(region: ShownRegion, watchesCopies: boolean): string[] {
  const { nameScope } = region;
  const ids = [...(hasService(region) ? ['users'] : []), ...(watchesCopies ? ['data'] : [])];
  return ids.map(
    (id) =>
      `arn:aws:cloudwatch:${nameScope.region}:${nameScope.account}:alarm:${failureAlarmName(nameScope, { severity: 'page', id })}`,
  );
}
