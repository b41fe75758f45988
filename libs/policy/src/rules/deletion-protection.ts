import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

const switches: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': 'DeletionProtection',
  'AWS::DynamoDB::Table': 'DeletionProtectionEnabled',
  'AWS::RDS::DBCluster': 'DeletionProtection',
  'AWS::RDS::GlobalCluster': 'DeletionProtection',
};

/**
 * In a protected environment nobody deletes a data store in one step, by whatever means. cdk-nag asks the same of
 * instances and clusters in any environment; where that is excused for a development environment, this is not.
 */
export const deletionProtection = resourceRule({
  id: 'deletion-protection',
  title: 'Data stores of a protected environment refuse to be deleted.',
  controls: ['164.308(a)(7)(i)', '164.308(a)(7)(ii)(C)', '164.312(c)(1)'],
  types: Object.keys(switches),
  judge: ({ type, properties }, { environment }) => {
    if (!environment.protected) return 'not-applicable';
    const name = switches[type] ?? '';
    return unless(
      isTrue(properties[name]) || properties[name] === 'ACTIVE',
      `It can be deleted at once: set ${name}.`,
    );
  },
});
