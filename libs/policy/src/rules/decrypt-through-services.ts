import {
  allows,
  conditionValues,
  identityPoliciesOf,
  identityPolicyTypes,
  statementsOf,
} from '../reading/policy-documents';
import { resourceRule, unless } from './resource-rule';

/**
 * A role must decrypt through the service that holds the data, since the service checks its own permission too. With
 * the key alone, the role could decrypt a copy of the data.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export const decryptThroughServices = resourceRule({
  id: 'decrypt-through-services',
  title: 'A role decrypts only through a service.',
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
        `Statement ${statement.name} allows kms:Decrypt without a service: add kms:ViaService.`,
      ),
    );
  },
});
