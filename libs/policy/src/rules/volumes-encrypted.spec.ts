import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { volumesEncrypted } from './volumes-encrypted';

const template = (Ebs: object | undefined) =>
  policyResource('Template', 'AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: {
      MetadataOptions: { HttpTokens: 'required' },
      BlockDeviceMappings: Ebs && [{ DeviceName: '/dev/xvda', Ebs }],
    },
  });

ruleCases(volumesEncrypted, {
  compliant: {
    'a volume with a key of our own': [template({ Encrypted: true, KmsKeyId: { Ref: 'Key' } })],
  },
  nonCompliant: {
    'a volume that is not encrypted': [template({ VolumeSize: 30 })],
    'a volume with the key of AWS': [template({ Encrypted: true })],
    'a volume of its own': [
      policyResource('Volume', 'AWS::EC2::Volume', { Size: 30, KmsKeyId: { Ref: 'Key' } }),
      policyResource('Selection', 'AWS::Backup::BackupSelection', {
        BackupSelection: { Resources: ['arn:aws:ec2:*:*:volume/*'] },
      }),
    ],
  },
  notApplicable: { 'a template without volumes': [template(undefined)] },
});
