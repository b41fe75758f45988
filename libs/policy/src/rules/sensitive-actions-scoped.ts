import { allows, identityPoliciesOf, identityPolicyTypes, statementsOf } from '../reading/policy-documents';
import { resourceRule } from './resource-rule';

/** Actions that read or write data, or an audit trail, or hand out what does. */
const sensitive = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'elasticfilesystem:ClientMount',
  'iam:PassRole',
  'kms:Decrypt',
  'logs:PutLogEvents',
  'rds-db:connect',
  's3:GetObject',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'ssm:GetParameter',
  'sts:AssumeRole',
];

/**
 * What reads data names the data. cdk-nag refuses `service:*`; a single action on every resource reads just as much.
 */
export const sensitiveActionsScoped = resourceRule({
  id: 'sensitive-actions-scoped',
  title: 'A policy that lets somebody read data names the resources.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(B)', '164.308(a)(4)(ii)(C)', '164.312(a)(1)'],
  types: identityPolicyTypes,
  judge: (resource) => {
    const documents = identityPoliciesOf(resource);
    if (documents.length === 0) return 'not-applicable';
    return documents.flatMap(statementsOf).flatMap((statement) => {
      const actions = sensitive.filter((action) => allows(statement, action));
      const isOpen = statement.resources.includes('*') && statement.conditions.length === 0;
      if (!isOpen || actions.length === 0) return [];
      return [`Statement ${statement.name} allows ${actions.join(', ')} on everything.`];
    });
  },
});
