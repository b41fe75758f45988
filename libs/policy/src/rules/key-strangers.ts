import { isAboutData, servicesOf } from '../keys/key-statements';
import { keyUses } from '../keys/key-uses';
import { resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { isSame } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * A key policy must admit no service that encrypts nothing with the key. A permission that nobody needs yet can be
 * abused.
 */
export const keyStrangers = resourceRule({
  id: 'key-strangers',
  title: 'The policy of a key admits only services that need the key.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  pitfall: 9,
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource, place) => {
    const key = { stack: place.stack, resource };
    const uses = keyUses(place.environment).filter((use) => isSame(use.key, key));
    const known = new Set(uses.map(({ service }) => service));
    const statements = statementsOf(resourcePolicyOf(resource));
    return statements.filter(isAboutData).flatMap((statement) =>
      servicesOf(statement, place)
        .filter((service) => !known.has(service))
        .map((service) => `Statement ${statement.name} allows ${service}, which encrypts nothing with it.`),
    );
  },
});
