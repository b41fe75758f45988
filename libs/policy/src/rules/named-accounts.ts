import { loadBalancerLogAccounts } from '@bulkhead/iam-policies';
import {
  resourcePolicyOf,
  type Statement,
  statementsOf,
  typesWithPrincipals,
} from '../reading/policy-documents';
import { type Place, textOf } from '../reading/references';
import { type PolicyResource } from '../model/policy-resource';
import { resourceRule } from './resource-rule';

/** Condition keys whose value is an account, or an ARN that contains one. */
const accountKeys = /^(aws:(source|principal|resource)(account|arn)|kms:calleraccount)$/;

/**
 * Another account admits whom it wants to: what it may do to a resource is out of the hands of this environment. Only
 * the accounts from which Elastic Load Balancing delivers logs are known.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export const namedAccounts = resourceRule({
  id: 'named-accounts',
  title: 'A policy admits no other account than that of the environment.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  types: [...typesWithPrincipals, 'AWS::Lambda::Permission'],
  judge: (resource, place) => {
    const named = accountsIn(resource, place);
    if (named.length === 0) return 'not-applicable';
    return named
      .filter(({ account }) => account !== place.environment.account)
      .map(
        ({ name, account }) =>
          `Statement ${name} admits account ${account}: name principals of this account.`,
      );
  },
});

interface NamedAccount {
  /** Name of the statement. */
  readonly name: string;
  readonly account: string;
}

function accountsIn(resource: PolicyResource, place: Place): readonly NamedAccount[] {
  const { type, properties } = resource;
  if (type === 'AWS::Lambda::Permission') {
    const { Principal, SourceAccount, SourceArn } = properties;
    return [Principal, SourceAccount, SourceArn]
      .flatMap((value) => accountOf(value, place))
      .map((account) => ({ name: 'of the permission', account }));
  }
  const takesLoadBalancerLogs = type === 'AWS::S3::BucketPolicy';
  return statementsOf(resourcePolicyOf(resource))
    .filter(({ effect }) => effect === 'Allow')
    .flatMap((statement) =>
      valuesIn(statement)
        .flatMap((value) => accountOf(value, place))
        .filter((account) => !(takesLoadBalancerLogs && loadBalancerLogAccounts.includes(account)))
        .map((account) => ({ name: statement.name, account })),
    );
}

function valuesIn({ principals, conditions }: Statement): readonly unknown[] {
  return [
    ...principals.filter(({ kind }) => kind === 'AWS').map(({ value }) => value),
    ...conditions.filter(({ key }) => accountKeys.test(key)).flatMap(({ values }) => values),
  ];
}

/** The account that a value is or that its ARN contains; empty if it names none. */
function accountOf(value: unknown, place: Place): readonly string[] {
  const [, account] = /^(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::|$)/.exec(textOf(value, place)) ?? [];
  return account === undefined ? [] : [account];
}
