import {
  resourcePolicyOf,
  type Statement,
  statementsOf,
  typesWithPrincipals,
} from '../reading/policy-documents';
import { isNarrowedBy } from '../reading/narrowing';
import { isText } from '../reading/properties';
import { resourceRule } from './resource-rule';

/**
 * Condition keys that restrict the caller or the caller's network. `aws:SourceArn` and its like restrict only for whom a
 * service acts, so that the service has to be named. Other keys restrict only how the request is made.
 */
const narrowing =
  /^(aws:(source(vpc|vpce|ip)|principal(arn|account|orgid|orgpaths|tag\/.*)|userid)|kms:calleraccount|elasticfilesystem:access(pointarn|edviamounttarget)|s3:dataaccesspointaccount|sns:endpoint)$/;

/**
 * No policy may be open to everybody. A condition may replace a name, but only if it restricts the caller or the
 * caller's network. cdk-nag checks Lambda permissions and bucket settings, not policies.
 */
export const noWildcardPrincipal = resourceRule({
  id: 'no-wildcard-principal',
  title: 'No policy allows anything to everybody, unless a condition says who that is.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.308(a)(4)(ii)(C)', '164.312(a)(1)'],
  types: typesWithPrincipals,
  judge: (resource, place) => {
    const document = resourcePolicyOf(resource);
    if (document === undefined) return 'not-applicable';
    return statementsOf(document)
      .filter(
        (statement) =>
          statement.effect === 'Allow' && isOpen(statement) && !isNarrowedBy(statement, narrowing, place),
      )
      .map(
        ({ name }) =>
          `Statement ${name} is open to everybody: name the principals, or the account in a condition.`,
      );
  },
});

function isOpen({ principals }: Statement): boolean {
  return principals.some(({ value }) => isText(value) && value.includes('*'));
}
