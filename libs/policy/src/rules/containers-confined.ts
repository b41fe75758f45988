import { isTrue, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * A container must not be able to change its own files or control its host. cdk-nag's HIPAA pack checks only the user
 * of containers on the host network.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html
 */
export const containersConfined = resourceRule({
  id: 'containers-confined',
  title: 'A container has a read-only root file system and no privileges on its host.',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(a)(1)', '164.312(c)(1)'],
  types: ['AWS::ECS::TaskDefinition'],
  judge: ({ properties }) =>
    valuesAt(properties, 'ContainerDefinitions').flatMap((container) => {
      const name = String(valueAt(container, 'Name'));
      return [
        ...unless(
          isTrue(valueAt(container, 'ReadonlyRootFilesystem')),
          `Container ${name} can change its own files.`,
        ),
        ...unless(!isTrue(valueAt(container, 'Privileged')), `Container ${name} is privileged.`),
      ];
    }),
});
