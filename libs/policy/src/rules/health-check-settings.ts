import { numberAt, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** With fewer regions of checkers, Route 53 refuses the check. */
const fewestRegions = 3;

/**
 * A health check must ask by HTTPS, often enough that users are moved within two minutes, and from several regions. What
 * Route 53 makes of an alarm without data must be decided: the default keeps the last status for ever.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
 */
export const healthCheckSettings = resourceRule({
  id: 'health-check-settings',
  title: 'A health check asks by HTTPS every 10 seconds, and decides by three answers from several regions.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)'],
  pitfall: 23,
  types: ['AWS::Route53::HealthCheck'],
  judge: ({ properties: { HealthCheckConfig: config } }) => {
    const type = String(valueAt(config, 'Type'));
    if (type === 'CALCULATED') return calculated(config);
    if (type === 'CLOUDWATCH_METRIC')
      return unless(
        valueAt(config, 'InsufficientDataHealthStatus') !== undefined,
        'Decide what an alarm without data means: set InsufficientDataHealthStatus.',
      );
    return type === 'RECOVERY_CONTROL' ? 'not-applicable' : endpoint(config, type);
  },
});

function endpoint(config: unknown, type: string): readonly string[] {
  const regions = valuesAt(config, 'Regions').length;
  return [
    ...unless(/^HTTPS/.test(type), `It asks by ${type}: set type HTTPS.`),
    ...unless(
      numberAt(config, 'RequestInterval') === 10,
      'It does not ask every 10 seconds: set RequestInterval to 10.',
    ),
    ...unless(
      (numberAt(config, 'FailureThreshold') ?? 3) <= 3,
      'It waits for more than three answers: set FailureThreshold to 3 or less.',
    ),
    ...unless(
      regions === 0 || regions >= fewestRegions,
      `Only ${regions} regions ask: name at least ${fewestRegions}, or none for all.`,
    ),
  ];
}

/** With fewer children than all, a thrown switch or a failed region would change nothing. */
function calculated(config: unknown): readonly string[] {
  const children = valuesAt(config, 'ChildHealthChecks').length;
  return unless(
    numberAt(config, 'HealthThreshold') === children,
    `It is healthy although some of its ${children} checks are not: set HealthThreshold to ${children}.`,
  );
}
