import { allows, resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { textOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * The account must be able to change the policy of its key. If the policy names only roles, and the last of these roles
 * is deleted, only AWS Support can recover the key and the data encrypted with it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const keyManageable = resourceRule({
  id: 'key-manageable',
  title: 'The account of a key can change its policy.',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(a)(2)(ii)'],
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource, place) => {
    const policy = resourcePolicyOf(resource);
    // KMS gives a key without a policy a default policy that leaves everything to the account.
    if (policy === undefined) return 'not-applicable';
    const managers = statementsOf(policy)
      .filter((statement) => allows(statement, 'kms:PutKeyPolicy'))
      .flatMap(({ principals }) => principals.map(({ value }) => textOf(value, place)));
    return unless(
      managers.some((manager) => manager.endsWith(':root') || /^\d{12}$/.test(manager)),
      'No principal of the account could change its policy: allow the account kms:PutKeyPolicy.',
    );
  },
});
