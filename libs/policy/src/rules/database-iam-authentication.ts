import { isTrue } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** People can connect with their own identity and a token that expires, instead of a shared password. */
export const databaseIamAuthentication = resourceRule({
  id: 'database-iam-authentication',
  title: 'A database accepts IAM authentication.',
  controls: ['164.308(a)(3)(i)', '164.312(a)(2)(i)', '164.312(d)'],
  types: ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'],
  judge: ({ type, properties }) => {
    const isMember = type === 'AWS::RDS::DBInstance' && properties['DBClusterIdentifier'] !== undefined;
    if (isMember) return 'not-applicable';
    return unless(
      isTrue(properties['EnableIAMDatabaseAuthentication']),
      'Set EnableIAMDatabaseAuthentication: a password alone does not identify the person.',
    );
  },
});
