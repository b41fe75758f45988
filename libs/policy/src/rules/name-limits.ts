import { nameRules, type NameRule } from '@bulkhead/naming';
import { namesOfTypes } from '../reading/names';
import { isText } from '../reading/properties';
import { type Rule } from './rule';
import { resultOf } from './resource-rule';

/** Names must not be longer than the service accepts. Names of buckets and databases must be in lower case. */
export const nameLimits: Rule = {
  id: 'name-limits',
  title: 'Names have a length and spelling that AWS accepts.',
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
    name.length > rule.max
      ? [`${name} has ${name.length} characters, but may have at most ${rule.max}.`]
      : [];
  const wrongCase =
    lowerCase.includes(rule) && name !== name.toLowerCase() ? [`${name} is not in lower case.`] : [];
  return [...tooLong, ...wrongCase];
}
