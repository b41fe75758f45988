import { createdBeforeDestroyed } from '../terraform/create-before-destroy';
import { type Configuration, elementsOf } from '../terraform/configuration';
import { fixedName } from '../terraform/fixed-names';
import { stackRule } from './stack-rule';

/**
 * With `create_before_destroy`, Terraform creates the second object before it destroys the first one. This fails if
 * both objects have the same name, and the stack can never be deployed again.
 */
export const fixedNameReplaceable = stackRule({
  id: 'fixed-name-replaceable',
  title: 'A Terraform resource with a fixed name is not created before the old one is destroyed.',
  controls: ['164.308(a)(7)(ii)(B)'],
  pitfall: 47,
  judge: ({ engine, source }) => {
    if (engine !== 'cdktf' || !source.includes('create_before_destroy')) return 'not-applicable';
    const configuration = JSON.parse(source) as Configuration;
    const reasons = createdBeforeDestroyed(configuration);
    return elementsOf(configuration.resource).flatMap(({ address, type, body }) => {
      const [reason, name] = [reasons.get(address), fixedName(type, body)];
      if (reason === undefined || name === undefined) return [];
      const because =
        reason === address ? '' : `, since ${reason} depends on it and has create_before_destroy`;
      return [
        `${address} is created before the old one is destroyed${because}, and AWS accepts only one with the ${name}: remove create_before_destroy or the fixed name.`,
      ];
    });
  },
});
