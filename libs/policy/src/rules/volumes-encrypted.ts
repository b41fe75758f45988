import { isTrue, valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** Volumes must be encrypted, also in launch templates. cdk-nag's HIPAA pack has no rule on volumes. */
export const volumesEncrypted = resourceRule({
  id: 'volumes-encrypted',
  title: 'An EBS volume is encrypted with a key of our own.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(2)(ii)'],
  types: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Volume'],
  judge: ({ type, properties }) => {
    const volumes =
      type === 'AWS::EC2::Volume'
        ? [properties]
        : valuesAt(properties, 'LaunchTemplateData.BlockDeviceMappings.Ebs');
    if (volumes.length === 0) return 'not-applicable';
    return volumes.flatMap((volume) => [
      ...unless(isTrue(valueAt(volume, 'Encrypted')), 'A volume is not encrypted.'),
      ...unless(valueAt(volume, 'KmsKeyId') !== undefined, 'A volume names no key of our own.'),
    ]);
  },
});
