import { nameRules, type NameRule } from '@bulkhead/naming';
import { namesOfTypes } from '../reading/names';
import { isText } from '../reading/properties';
import { type Rule } from './rule';
import { resultOf } from './resource-rule';

/** Names are no longer than the service takes, and those of buckets and databases in lower case. */
export const nameLimits: Rule = {
  id: 'name-limits',
  title: 'Names are as long and as spelt as AWS accepts them.',
  controls: ['164.308(a)(1)(ii)(B)'],
  pitfall: 25,
  evaluate: ({ stacks }) =>
    stacks.flatMap(({ id, resources }) =>
      resources.flatMap(({ address, type, properties }) => {
        const [property, rule] = namesOfTypes[type] ?? [];
        const name = property === undefined ? undefined : properties[property];
        return isText(name) && rule ? [resultOf(id, address, problemsOf(name, rule))] : [];
      }),
    ),
};

const lowerCase: readonly NameRule[] = [
  nameRules.bucket,
  nameRules.databaseIdentifier,
  nameRules.cacheIdentifier,
];

function problemsOf(name: string, rule: NameRule): readonly string[] {
  const tooLong =
    name.length > rule.max ? [`${name} has ${name.length} characters: at most ${rule.max}.`] : [];
  const wrongCase =
    lowerCase.includes(rule) && name !== name.toLowerCase() ? [`${name} is not in lower case.`] : [];
  return [...tooLong, ...wrongCase];
}
