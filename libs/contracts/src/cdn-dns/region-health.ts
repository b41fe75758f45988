import { contract, parameter } from '../contract';

const id = /[0-9a-f-]{36}/;
const alarmName = /[\w.:/-]{1,255}/;

/**
 * What Route 53 knows of the regions between which it chooses. For monitoring: the metrics of health checks are in
 * us-east-1 only, in the namespace AWS/Route53, by HealthCheckId.
 */
export const regionHealth = contract('region-health', {
  primaryHealthCheckId: parameter(id, 'Health check that decides whether the primary region gets users'),
  drHealthCheckId: parameter(id, 'Health check that decides whether the DR region gets users'),
  primaryEndpointHealthCheckId: parameter(
    id,
    'Health check that asks the load balancer of the primary region',
  ),
  drEndpointHealthCheckId: parameter(id, 'Health check that asks the load balancer of the DR region'),
  primaryTargetsAlarmName: parameter(
    alarmName,
    'Alarm of the primary region on the number of healthy targets of its load balancer',
  ),
  drTargetsAlarmName: parameter(
    alarmName,
    'Alarm of the DR region on the number of healthy targets of its load balancer',
  ),
  primarySwitchAlarmName: parameter(
    alarmName,
    'Alarm, in the DR region, of the switch that takes the users from the primary region',
  ),
  drSwitchAlarmName: parameter(
    alarmName,
    'Alarm, in the primary region, of the switch that takes the users from the DR region',
  ),
});
