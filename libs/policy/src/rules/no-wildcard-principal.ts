import {
  resourcePolicyOf,
  type Statement,
  statementsOf,
  typesWithPrincipals,
} from '../reading/policy-documents';
import { isText } from '../reading/properties';
import { resourceRule } from './resource-rule';

/** Condition keys that say who may come, or from where; others only say how, and leave the door open to everybody. */
const narrowing =
  /^(aws:(source(arn|account|orgid|orgpaths|vpc|vpce|ip|owner)|principal(arn|account|orgid|orgpaths|tag\/.*)|calledvia.*|userid)|kms:calleraccount|elasticfilesystem:access(pointarn|edviamounttarget)|s3:dataaccesspointaccount|sns:endpoint)$/;

/**
 * No policy is open to everybody. A condition may stand in for a name, but only one that says who comes or from where.
 * cdk-nag looks at Lambda permissions and at bucket settings, not at policies.
 */
export const noWildcardPrincipal = resourceRule({
  id: 'no-wildcard-principal',
  title: 'No policy allows anything to everybody, unless a condition says who that is.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(A)', '164.308(a)(4)(ii)(C)', '164.312(a)(1)'],
  types: typesWithPrincipals,
  judge: (resource) => {
    const document = resourcePolicyOf(resource);
    if (document === undefined) return 'not-applicable';
    return statementsOf(document)
      .filter((statement) => statement.effect === 'Allow' && isOpen(statement) && !isNarrowed(statement))
      .map(
        ({ name }) => `Statement ${name} is open to everybody: name who may, or the account in a condition.`,
      );
  },
});

function isOpen({ principals }: Statement): boolean {
  return principals.some(({ value }) => isText(value) && value.includes('*'));
}

function isNarrowed({ conditions }: Statement): boolean {
  return conditions.some(({ key, values }) => narrowing.test(key) && !values.includes('*'));
}
