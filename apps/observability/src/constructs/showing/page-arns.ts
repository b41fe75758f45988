import { failureAlarmName } from '../alarming/pages';
import { hasService, type ShownRegion } from './shown-region';

/**
 * ARNs of the composite alarms that page somebody for a region: for its users, and in the DR region for the data that
 * it follows.
 *
 * @param isFollowing whether the region is a copy of another one
 */
export function pageArns(region: ShownRegion, isFollowing: boolean): string[] {
  const { nameScope } = region;
  const ids = [...(hasService(region) ? ['users'] : []), ...(isFollowing ? ['data'] : [])];
  return ids.map(
    (id) =>
      `arn:aws:cloudwatch:${nameScope.region}:${nameScope.account}:alarm:${failureAlarmName(nameScope, { severity: 'page', id })}`,
  );
}
