import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { imdsv2OnLaunchTemplates } from './imdsv2-on-launch-templates';

const template = (MetadataOptions: object | undefined) =>
  policyResource('Template', 'AWS::EC2::LaunchTemplate', { LaunchTemplateData: { MetadataOptions } });

ruleCases(imdsv2OnLaunchTemplates, {
  compliant: { 'tokens required': [template({ HttpTokens: 'required' })] },
  nonCompliant: {
    'tokens optional': [template({ HttpTokens: 'optional' })],
    'nothing said': [template(undefined)],
  },
});
