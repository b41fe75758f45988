import { rules } from '../rules';
import { fileSystem, logGroup } from '../rules/examples';
import { policyEnvironment, policyStack } from '../testing';
import { rulesAcrossStacks } from './rules-across-stacks';

const environment = policyEnvironment([policyStack([...fileSystem(), ...logGroup()])]);

test('a rule that asked another stack is across stacks, one that asked the resource alone is not', () => {
  const across = rulesAcrossStacks(rules, environment);

  expect([...across]).toEqual(expect.arrayContaining(['backup-coverage', 'key-users-allowed']));
  for (const alone of ['log-retention', 'stateful-resources-retained', 'no-secret-values'])
    expect(across.has(alone)).toBe(false);
});

test('a rule that breaks is not certain either', () => {
  const [rule] = rules;
  const broken = {
    ...rule,
    id: 'broken',
    evaluate: () => {
      throw new RangeError('no');
    },
  } as unknown as (typeof rules)[number];

  expect([...rulesAcrossStacks([broken], environment)]).toEqual(['broken']);
});
