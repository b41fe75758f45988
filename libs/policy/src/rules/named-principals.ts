import { resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { resourceRule } from './resource-rule';

/**
 * Roles and keys are the two ways to data, so their policies must name who may use them. A condition that narrows down
 * `*` is one typing error away from admitting everybody.
 */
export const namedPrincipals = resourceRule({
  id: 'named-principals',
  title: 'A role and a key name the principals that they admit, also if there are conditions.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource) => {
    const document = resourcePolicyOf(resource);
    if (document === undefined) return 'not-applicable';
    return statementsOf(document)
      .filter(
        ({ effect, principals, conditions }) =>
          // Without a condition the statement is open to the world. Another rule reports that.
          effect === 'Allow' && conditions.length > 0 && principals.some(({ value }) => value === '*'),
      )
      .map(({ name }) => `Statement ${name} admits everybody who meets its conditions: name the principals.`);
  },
});
