import { valueAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Instances must give their credentials only to requests with a token. cdk-nag finds a launch template through an
 * instance or Auto Scaling group of the same stack. cdk-nag does not find one that a capacity provider or mixed
 * instances use.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html
 */
export const imdsv2OnLaunchTemplates = resourceRule({
  id: 'imdsv2-on-launch-templates',
  title: 'A launch template requires tokens for requests to the instance metadata.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.308(a)(4)(ii)(C)', '164.312(a)(1)'],
  types: ['AWS::EC2::LaunchTemplate'],
  judge: ({ properties }) =>
    unless(
      valueAt(properties, 'LaunchTemplateData.MetadataOptions.HttpTokens') === 'required',
      'Its instances answer requests without a token: set MetadataOptions.HttpTokens to required.',
    ),
});
