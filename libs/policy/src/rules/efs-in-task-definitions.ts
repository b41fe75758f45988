import { valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * A task must mount a file system over TLS and with an identity: with its role, through an access point, or both. ECS
 * refuses both without TLS, but only when the task starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html
 */
export const efsInTaskDefinitions = resourceRule({
  id: 'efs-in-task-definitions',
  title: 'A task mounts EFS over TLS, with its role or an access point.',
  controls: ['164.312(a)(1)', '164.312(d)', '164.312(e)(1)', '164.312(e)(2)(ii)'],
  pitfall: 8,
  types: ['AWS::ECS::TaskDefinition'],
  judge: ({ properties }) => {
    const volumes = [
      ...valuesAt(properties, 'Volumes.EFSVolumeConfiguration'),
      ...valuesAt(properties, 'Volumes.EfsVolumeConfiguration'),
    ];
    if (volumes.length === 0) return 'not-applicable';
    return volumes.flatMap((volume) => {
      const { IAM, AccessPointId } = (valueAt(volume, 'AuthorizationConfig') ?? {}) as Record<
        string,
        unknown
      >;
      return [
        ...unless(valueAt(volume, 'TransitEncryption') === 'ENABLED', 'Set TransitEncryption to ENABLED.'),
        ...unless(
          IAM === 'ENABLED' || AccessPointId !== undefined,
          'A volume is mounted without an identity: set IAM to ENABLED or name an access point.',
        ),
      ];
    });
  },
});
