import { type PolicyResource } from '../model/policy-resource';
import { policyEnvironment, policyStack } from '../testing';
import { aliasRecord, calculatedCheck, healthCheck, publicLoadBalancer } from './examples';
import { ruleCases } from './rule-cases';
import { staticFailover } from './static-failover';

/** Route 53's side of an environment with a load balancer in two regions. */
const routed = (resources: readonly PolicyResource[]) =>
  policyEnvironment(
    [
      policyStack(publicLoadBalancer(), { stack: 'service' }),
      policyStack(publicLoadBalancer(), { stack: 'service', role: 'dr', region: 'us-west-2' }),
      policyStack(resources, { stack: 'routing', role: 'global' }),
    ],
    { protected: false },
  );
const record = (role: 'primary' | 'dr', check: string) => ({
  ...aliasRecord(
    {
      SetIdentifier: role,
      Failover: role === 'primary' ? 'PRIMARY' : 'SECONDARY',
      HealthCheckId: { Ref: check },
    },
    {
      DNSName: {
        'Bulkhead::Parameter': '/bulkhead/test/app-platform/loadBalancerDnsName',
        'Bulkhead::Region': role === 'primary' ? 'us-east-1' : 'us-west-2',
      },
    },
  ),
  logicalId: `Record${role}`,
});
const alarm = (Region: string, logicalId: string) =>
  healthCheck(
    {
      Type: 'CLOUDWATCH_METRIC',
      AlarmIdentifier: { Name: 'alarm', Region },
      InsufficientDataHealthStatus: 'LastKnownStatus',
    },
    logicalId,
  );
const control = healthCheck({ Type: 'RECOVERY_CONTROL' }, 'Control');
const away = [alarm('us-west-2', 'SwitchPrimary'), alarm('us-east-1', 'SwitchDr')];

ruleCases(staticFailover, {
  compliant: {
    'a switch in the other region': routed([
      ...away,
      record('primary', 'SwitchPrimary'),
      record('dr', 'SwitchDr'),
    ]),
    'a switch among other checks': routed([
      ...away,
      healthCheck(),
      calculatedCheck(['Check', 'SwitchPrimary']),
      record('primary', 'Calculated'),
      record('dr', 'SwitchDr'),
    ]),
    'a routing control': routed([control, record('primary', 'Control'), record('dr', 'Control')]),
  },
  nonCompliant: {
    'a switch in the region that is left': routed([
      alarm('us-east-1', 'Switch'),
      ...away,
      record('primary', 'Switch'),
      record('dr', 'SwitchDr'),
    ]),
    'no switch': routed([healthCheck(), ...away, record('primary', 'Check'), record('dr', 'SwitchDr')]),
    'no record of the other region': routed([...away, record('primary', 'SwitchPrimary')]),
    'two records of one region': routed([
      ...away,
      record('primary', 'SwitchPrimary'),
      { ...record('primary', 'SwitchPrimary'), logicalId: 'Second' },
    ]),
  },
  notApplicable: {
    'a record without a policy': [
      { ...aliasRecord({ Type: 'TXT', TTL: '60', ResourceRecords: ['"a"'], AliasTarget: undefined }) },
    ],
  },
});
