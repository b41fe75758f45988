import { resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { resourceRule } from './resource-rule';

/**
 * Roles and keys are the two ways to data, and for both it is known who comes: a condition that narrows everybody down
 * is one typing error away from everybody.
 */
export const namedPrincipals = resourceRule({
  id: 'named-principals',
  title: 'A role and a key name whom they let in, whatever conditions add.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types: ['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource) => {
    const document = resourcePolicyOf(resource);
    if (document === undefined) return 'not-applicable';
    return statementsOf(document)
      .filter(
        ({ effect, principals, conditions }) =>
          // Without a condition it is open to the world, which another rule says.
          effect === 'Allow' && conditions.length > 0 && principals.some(({ value }) => value === '*'),
      )
      .map(({ name }) => `Statement ${name} lets in everybody who meets its conditions.`);
  },
});
