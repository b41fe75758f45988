import { valueAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/**
 * Instances give out their credentials to requests with a token only. cdk-nag sees a launch template by the instance or
 * Auto Scaling group of the same stack that uses it; one of a capacity provider or of mixed instances it does not see.
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
