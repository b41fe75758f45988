import {
  identityPoliciesOf,
  identityPolicyTypes,
  resourcePolicyOf,
  statementsOf,
  typesWithPrincipals,
} from '../reading/policy-documents';
import { resourceRule } from './resource-rule';

/** A statement must name its actions: `*` also allows actions that AWS adds in the future. */
export const namedActions = resourceRule({
  id: 'named-actions',
  title: 'A statement that allows something names the actions.',
  controls: ['164.308(a)(3)(i)', '164.308(a)(4)(ii)(B)', '164.312(a)(1)'],
  types: [...new Set([...identityPolicyTypes, ...typesWithPrincipals])],
  judge: (resource) => {
    const documents = [...identityPoliciesOf(resource), resourcePolicyOf(resource)].filter(
      (document) => document !== undefined,
    );
    if (documents.length === 0) return 'not-applicable';
    return documents
      .flatMap(statementsOf)
      .filter(
        ({ effect, actions }) => effect === 'Allow' && actions.some((action) => /^\*[*:]*$/.test(action)),
      )
      .map(({ name }) => `Statement ${name} allows every action.`);
  },
});
