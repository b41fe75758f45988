import { type PolicyStack } from '../model/policy-stack';
import { valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

const transform = 'AWS::SecretsManager-2024-09-16';

/**
 * A hosted rotation function exists only if the template names the transform of Secrets Manager that creates it, in the
 * current version. Without the transform the deployment fails. With the old version the function has a retired runtime.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-secretsmanager.html
 */
export const hostedRotation = resourceRule({
  id: 'hosted-rotation',
  title: 'A template with a hosted rotation function has the transform that creates it.',
  controls: ['164.308(a)(4)(ii)(B)'],
  pitfall: 29,
  types: ['AWS::SecretsManager::RotationSchedule'],
  judge: ({ properties }, { stack }) => {
    if (properties['HostedRotationLambda'] === undefined) return 'not-applicable';
    return unless(
      transformsOf(stack).includes(transform),
      `HostedRotationLambda is set, but the template lacks Transform ${transform}.`,
    );
  },
});

function transformsOf({ source }: PolicyStack): readonly unknown[] {
  return source === '' ? [] : valuesAt(JSON.parse(source) as unknown, 'Transform');
}
