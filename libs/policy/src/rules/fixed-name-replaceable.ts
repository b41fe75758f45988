import { createdBeforeDestroyed } from '../terraform/create-before-destroy';
import { type Configuration, elementsOf } from '../terraform/configuration';
import { fixedName } from '../terraform/fixed-names';
import { stackRule } from './stack-rule';

/**
 * Terraform that creates a second object before it destroys the first one fails where both have one name: the stack
 * can never be deployed again, however it came that the first one has to go.
 */
export const fixedNameReplaceable = stackRule({
  id: 'fixed-name-replaceable',
  title: 'No resource of Terraform has a fixed name and is created before the old one is destroyed.',
  controls: ['164.308(a)(7)(ii)(B)'],
  pitfall: 47,
  judge: ({ engine, source }) => {
    if (engine !== 'cdktf' || !source.includes('create_before_destroy')) return 'not-applicable';
    const configuration = JSON.parse(source) as Configuration;
    const reasons = createdBeforeDestroyed(configuration);
    return elementsOf(configuration.resource).flatMap(({ address, type, body }) => {
      const [reason, name] = [reasons.get(address), fixedName(type, body)];
      if (reason === undefined || name === undefined) return [];
      const because = reason === address ? '' : `, since ${reason} depends on it and is so itself`;
      return [
        `${address} is created before the old one is destroyed${because}, and AWS has no two with the ${name}: no create_before_destroy, or no fixed name.`,
      ];
    });
  },
});
