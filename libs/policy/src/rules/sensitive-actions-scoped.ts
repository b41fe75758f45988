import {
  allows,
  identityPoliciesOf,
  identityPolicyTypes,
  type Statement,
  statementsOf,
} from '../reading/policy-documents';
import { isText } from '../reading/properties';
import { resourceRule } from './resource-rule';

/** Actions that read or write data or an audit trail, or that give access to them. */
const sensitive = [
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
  'ecs:ExecuteCommand',
  'elasticache:Connect',
  'elasticfilesystem:ClientMount',
  'iam:PassRole',
  'kms:Decrypt',
  'lambda:InvokeFunction',
  'logs:FilterLogEvents',
  'logs:GetLogEvents',
  'logs:PutLogEvents',
  'rds-db:connect',
  's3:DeleteObject',
  's3:GetObject',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'sns:Publish',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:StartSession',
  'sts:AssumeRole',
];

/** All resources, all of one account, or all of one kind: `*`, `arn:aws:s3:::*`, `arn:…:secret:*`. */
const everything = /^(\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:([\w-]+[:/])?\*+)$/;

/** Conditions that restrict how or from where a request is made, but not its resources. */
const idle = /^aws:(multifactorauthpresent|principalaccount|requestedregion|securetransport)$/;

/**
 * A permission to read data must name the resources. cdk-nag refuses `service:*`, but a single action on every resource
 * reads just as much.
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
      if (!isOpen(statement) || actions.length === 0) return [];
      return [
        `Statement ${statement.name} allows ${actions.join(', ')} on every resource: name the resources.`,
      ];
    });
  },
});

function isOpen({ resources, conditions }: Statement): boolean {
  return (
    resources.some((resource) => isText(resource) && everything.test(resource)) &&
    conditions.every(({ key }) => idle.test(key))
  );
}
