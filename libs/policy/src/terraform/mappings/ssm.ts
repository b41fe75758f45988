import { alike, type MappingTable, getAtt, ref, resource, without } from '../mapping';

/** SSM parameters. */
export const ssm: MappingTable = {
  aws_ssm_parameter: resource(
    'AWS::SSM::Parameter',
    {
      ...alike('allowed_pattern', 'data_type', 'description', 'name', 'tier', 'type', 'value'),
      insecure_value: 'Value',
      value_wo: 'Value',
      value_wo_version: without('when Terraform writes the value again'),
      // CloudFormation cannot create a parameter of type SecureString, so the key is left out too.
      key_id: without('the key of a SecureString, which CloudFormation cannot create'),
      overwrite: without('what Terraform does with a parameter that exists already'),
    },
    {
      tags: { property: 'Tags', as: 'map' },
      attributes: { name: ref, arn: getAtt('Arn'), value: getAtt('Value') },
    },
  ),
};
