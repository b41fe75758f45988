import { calculatedCheck, healthCheck } from './examples';
import { healthCheckSettings } from './health-check-settings';
import { ruleCases } from './rule-cases';

const alarm = { Type: 'CLOUDWATCH_METRIC', AlarmIdentifier: { Name: 'alarm', Region: 'us-east-1' } };

ruleCases(healthCheckSettings, {
  compliant: {
    'HTTPS, every 10 seconds, three answers, from everywhere': [healthCheck()],
    'three regions': [healthCheck({ Regions: ['us-east-1', 'eu-west-1', 'sa-east-1'] })],
    'an alarm, with a decision about missing data': [
      healthCheck({ ...alarm, InsufficientDataHealthStatus: 'LastKnownStatus' }, 'Alarm'),
    ],
    'all of its checks': [healthCheck(), calculatedCheck(['Check'])],
  },
  nonCompliant: {
    HTTP: [healthCheck({ Type: 'HTTP' })],
    'every 30 seconds': [healthCheck({ RequestInterval: 30 })],
    'no interval, which is 30 seconds': [healthCheck({ RequestInterval: undefined })],
    'five answers': [healthCheck({ FailureThreshold: 5 })],
    'two regions': [healthCheck({ Regions: ['us-east-1', 'eu-west-1'] })],
    'an alarm without that decision': [healthCheck(alarm, 'Alarm')],
    'half of its checks': [healthCheck(), healthCheck({}, 'Other'), calculatedCheck(['Check', 'Other'], 1)],
  },
  notApplicable: {
    'a routing control': [healthCheck({ Type: 'RECOVERY_CONTROL' }, 'Control')],
  },
});
