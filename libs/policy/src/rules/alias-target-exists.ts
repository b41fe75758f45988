import { isText, valueAt } from '../reading/properties';
import { resourcesBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

/**
 * An alias must lead to something that a stack of the environment has. If the target is only a text, it can be deleted
 * while users are still led to it, and somebody else can get its name.
 */
export const aliasTargetExists = resourceRule({
  id: 'alias-target-exists',
  title: 'An alias record leads to a resource of the environment.',
  controls: ['164.308(a)(7)(ii)(C)', '164.312(e)(1)'],
  pitfall: 23,
  types: ['AWS::Route53::RecordSet'],
  judge: ({ properties }, place) => {
    const target = valueAt(properties, 'AliasTarget.DNSName');
    if (target === undefined) return 'not-applicable';
    const isRecord =
      isText(target) &&
      resourcesOf(place.environment, 'AWS::Route53::RecordSet').some(
        ({ resource }) => plainName(resource.properties['Name']) === plainName(target),
      );
    return unless(
      isRecord || resourcesBehind(target, place).length > 0,
      'It leads to a name that no stack of the environment has: refer to the resource, or consume the value from the stack that has it.',
    );
  },
});

function plainName(name: unknown): string {
  return isText(name) ? name.replace(/\.$/, '').toLowerCase() : '';
}
