import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * KMS gives its own keys new material every year if rotation is on. KMS cannot rotate asymmetric keys, HMAC keys and
 * imported material. cdk-nag has this rule only in other packs.
 */
export const keyRotation = resourceRule({
  id: 'key-rotation',
  title: 'A key rotates every year, if KMS can rotate it.',
  controls: ['164.312(a)(2)(iv)'],
  types: ['AWS::KMS::Key'],
  judge: ({ properties }) => {
    const { KeySpec: spec = 'SYMMETRIC_DEFAULT', Origin: origin = 'AWS_KMS' } = properties;
    if (spec !== 'SYMMETRIC_DEFAULT' || origin !== 'AWS_KMS') return 'not-applicable';
    return unless(isTrue(properties['EnableKeyRotation']), 'It never rotates: set EnableKeyRotation.');
  },
});
