import { isAboutData } from '../keys/key-statements';
import { isNarrowedBy } from '../reading/narrowing';
import { allows, resourcePolicyOf, type Statement, statementsOf } from '../reading/policy-documents';
import { type Place, textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/** Keys that restrict the use of the key. The principals of an account always belong to the account. */
const narrowing = /^(?!(kms:grantisforawsresource|kms:calleraccount|aws:principalaccount)$)/;

/**
 * A principal may use a key only under a condition. A service acts for every customer of AWS, and an account stands for
 * everything that its IAM policies allow. The condition names the resource or the service. A role or user named in full
 * needs no condition. Only services may create grants, which let others use the key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/least-privilege.html
 */
export const keyPolicyConditions = resourceRule({
  id: 'key-policy-conditions',
  title: 'A service or an account may use a key only under a condition.',
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
            isNarrowedBy(statement, narrowing, place),
            `Statement ${name} lets a service or an account use the key for everything: add a condition.`,
          ),
          ...unless(
            forServices || !allows(statement, 'kms:CreateGrant'),
            `Statement ${name} lets an account create grants for the key: add kms:GrantIsForAWSResource.`,
          ),
        ];
      }),
});

/** A service-linked role is named in full, so it is not broad. */
function isBroad({ principals }: Statement, place: Place): boolean {
  return principals.some(({ kind, value }) => {
    const text = textOf(value, place);
    return kind === 'Service' || text === '*' || text.endsWith(':root') || /^\d{12}$/.test(text);
  });
}
