import { isAboutData } from '../keys/key-statements';
import { allows, resourcePolicyOf, type Statement, statementsOf } from '../reading/policy-documents';
import { type Place, textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/** They say nothing of what the key is used for: an account's principals are always of the account. */
const idle = /^(kms:grantisforawsresource|kms:calleraccount|aws:principalaccount)$/;

/**
 * Whoever may use a key may do so under a condition only. A service acts for every customer of AWS, and an account
 * stands for whatever its IAM policies allow: a condition says for which resource, or by way of which service. A role
 * or user named in full needs none. Grants, by which others get to use the key, are for services alone.
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
      .filter((statement) => isAboutData(statement) && isBroad(statement, place))
      .flatMap((statement) => {
        const { name, conditions } = statement;
        const forServices = conditions.some(({ key }) => key === 'kms:grantisforawsresource');
        return [
          ...unless(
            conditions.some(({ key }) => !idle.test(key)),
            `Statement ${name} lets a service or an account use the key whatever it is for.`,
          ),
          ...unless(
            forServices || !allows(statement, 'kms:CreateGrant'),
            `Statement ${name} lets an account hand the key on: add kms:GrantIsForAWSResource.`,
          ),
        ];
      }),
});

/** A service-linked role is named in full, so it is none of these. */
function isBroad({ principals }: Statement, place: Place): boolean {
  return principals.some(({ kind, value }) => {
    const text = textOf(value, place);
    return kind === 'Service' || text === '*' || text.endsWith(':root') || /^\d{12}$/.test(text);
  });
}
