import { isTrue, valueAt } from '../reading/properties';
import { resourceBehind } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * A shell in a container gives access to the data. If a service allows such sessions, they must be encrypted with a
 * customer managed key and recorded in an encrypted log.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export const ecsExecLogged = resourceRule({
  id: 'ecs-exec-logged',
  title: 'Sessions in containers, if allowed, are encrypted and recorded.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(a)(2)(iv)', '164.312(b)', '164.312(e)(2)(ii)'],
  types: ['AWS::ECS::Service'],
  judge: ({ properties }, place) => {
    if (!isTrue(properties['EnableExecuteCommand'])) return 'not-applicable';
    const cluster = resourceBehind(properties['Cluster'], place, 'AWS::ECS::Cluster');
    const sessions = valueAt(cluster?.resource.properties, 'Configuration.ExecuteCommandConfiguration');
    const log = valueAt(sessions, 'LogConfiguration');
    const isEncrypted = ['CloudWatchEncryptionEnabled', 'S3EncryptionEnabled'].some((name) =>
      isTrue(valueAt(log, name)),
    );
    return [
      ...unless(valueAt(sessions, 'KmsKeyId') !== undefined, 'Its cluster names no key for sessions.'),
      ...unless(
        valueAt(sessions, 'Logging') === 'OVERRIDE' && log !== undefined,
        'Its cluster records no sessions.',
      ),
      ...unless(isEncrypted, 'Its cluster records sessions in a log that is not encrypted.'),
    ];
  },
});
