import { isNarrowedBy } from '../reading/narrowing';
import { statementsOf } from '../reading/policy-documents';
import { textOf } from '../reading/references';
import { resourceRule } from './resource-rule';

/** Services that pass the resource for which they assume a role, so that a condition on it can be met. */
const telling = [
  'ecs-tasks',
  'events',
  'monitoring.rds',
  'pipes',
  'scheduler',
  'ssm',
  'states',
  'transfer',
  'vpc-flow-logs',
];

/**
 * A service acts for every customer, so it may assume a role only for resources of this account. The rule skips
 * services that do not pass the resource: a condition would lock them out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const roleTrustSource = resourceRule({
  id: 'role-trust-source',
  title: 'A role trusts a service only for resources of its own account, if the service passes the resource.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::IAM::Role'],
  judge: ({ properties }, place) => {
    const statements = statementsOf(properties['AssumeRolePolicyDocument']).filter(({ principals }) =>
      principals.some(({ kind, value }) => kind === 'Service' && tells(textOf(value, place))),
    );
    if (statements.length === 0) return 'not-applicable';
    return statements
      .filter((statement) => !isNarrowedBy(statement, /^aws:source(account|arn)$/, place))
      .map(
        ({ name }) =>
          `Statement ${name} trusts the service for any customer: add aws:SourceAccount or aws:SourceArn.`,
      );
  },
});

function tells(service: string): boolean {
  return telling.some((label) => service === `${label}.amazonaws.com`);
}
