import {
  allows,
  conditionValues,
  identityPoliciesOf,
  identityPolicyTypes,
  statementsOf,
} from '../reading/policy-documents';
import { resourceRule, unless } from './resource-rule';

/**
 * A role decrypts through the service that holds the data, which asks for its own permission too, and not with the key
 * alone: a copy of the encrypted data is of no use to it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const decryptThroughServices = resourceRule({
  id: 'decrypt-through-services',
  title: 'A role decrypts through a service only.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(a)(2)(iv)'],
  types: identityPolicyTypes,
  judge: (resource) => {
    const decrypting = identityPoliciesOf(resource)
      .flatMap(statementsOf)
      .filter((statement) => allows(statement, 'kms:Decrypt'));
    if (decrypting.length === 0) return 'not-applicable';
    return decrypting.flatMap((statement) =>
      unless(
        statement.conditions.some(({ key }) => key.startsWith('kms:encryptioncontext:')) ||
          conditionValues(statement, 'kms:viaservice').length > 0,
        `Statement ${statement.name} allows kms:Decrypt by itself: add kms:ViaService.`,
      ),
    );
  },
});
