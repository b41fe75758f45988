import { isAboutData } from '../keys/key-statements';
import { resourcePolicyOf, type Statement, statementsOf } from '../reading/policy-documents';
import { type Place, textOf } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * Whoever may use a key may do so under a condition only. A service acts for every customer of AWS, and an account
 * stands for whatever its IAM policies allow: a condition says for which resource, or by way of which service. A role
 * or user named in full needs none.
 * https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html
 */
export const keyPolicyConditions = resourceRule({
  id: 'key-policy-conditions',
  title: 'A service or an account may use a key under a condition only.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  pitfall: 10,
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource, place) =>
    statementsOf(resourcePolicyOf(resource))
      .filter((statement) => isAboutData(statement) && !narrows(statement) && isBroad(statement, place))
      .map(({ name }) => `Statement ${name} lets a service or an account use the key whatever it is for.`),
});

/** `kms:GrantIsForAWSResource` alone does not say for whom. */
function narrows({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => key !== 'kms:grantisforawsresource');
}

/** The service-linked role of Auto Scaling is named in full, so it is none of these. */
function isBroad({ principals }: Statement, place: Place): boolean {
  return principals.some(({ kind, value }) => {
    const text = textOf(value, place);
    return kind === 'Service' || text === '*' || text.endsWith(':root') || /^\d{12}$/.test(text);
  });
}
