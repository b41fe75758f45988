import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * A key that KMS made is given new material every year. Asymmetric and HMAC keys and imported material cannot be.
 * cdk-nag has the rule in other packs only.
 */
export const keyRotation = resourceRule({
  id: 'key-rotation',
  title: 'A key rotates every year, where KMS can rotate it.',
  controls: ['164.312(a)(2)(iv)'],
  types: ['AWS::KMS::Key'],
  judge: ({ properties }) => {
    const { KeySpec: spec = 'SYMMETRIC_DEFAULT', Origin: origin = 'AWS_KMS' } = properties;
    if (spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS') return 'not-applicable';
    return unless(isTrue(properties['EnableKeyRotation']), 'It never rotates: set EnableKeyRotation.');
  },
});
