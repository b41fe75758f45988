import { isTrue, numberAt, valuesAt } from '../reading/properties';
import {
  isSame,
  type Located,
  type Place,
  placeOf,
  resourcesBehind,
  resourcesOf,
} from '../reading/references';
import { resourceRule } from './resource-rule';

const longestDays = 30;

/**
 * RDS must rotate a managed master password at least every 30 days. cdk-nag checks only secrets in a template, but RDS
 * creates this secret itself.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export const managedPasswordRotation = resourceRule({
  id: 'managed-password-rotation',
  title: 'A master password managed by RDS is rotated every 30 days or sooner.',
  controls: ['164.308(a)(4)(ii)(B)', '164.308(a)(5)(ii)(D)'],
  pitfall: 3,
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  /** @emulator `managed-password-rotation` does not apply: rotation is left out. */
  judge: (resource, place) => {
    const isReal = place.environment.target === 'aws';
    if (!isReal || !isTrue(resource.properties['ManageMasterUserPassword'])) return 'not-applicable';
    const schedules = schedulesOf({ stack: place.stack, resource }, place);
    if (schedules.length === 0) return ['Nothing rotates the secret of its master user.'];
    return schedules.flatMap(({ resource: { properties } }) => {
      const days = numberAt(properties, 'RotationRules.AutomaticallyAfterDays');
      const bySchedule = valuesAt(properties, 'RotationRules.ScheduleExpression').length > 0;
      if (bySchedule || (days !== undefined && days <= longestDays)) return [];
      return [`Its secret is rotated after ${days ?? 'no'} days: at most ${longestDays}.`];
    });
  },
});

function schedulesOf(database: Located, { environment }: Place): readonly Located[] {
  return resourcesOf(environment, 'AWS::SecretsManager::RotationSchedule').filter(({ stack, resource }) =>
    resourcesBehind(resource.properties['SecretId'], placeOf({ stack, resource }, environment)).some((of) =>
      isSame(of, database),
    ),
  );
}
