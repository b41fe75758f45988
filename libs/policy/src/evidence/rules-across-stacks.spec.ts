import { rules } from '../rules';
import { fileSystem, logGroup } from '../rules/examples';
import { policyEnvironment, policyStack } from '../testing';
import { rulesAcrossStacks } from './rules-across-stacks';

const environment = policyEnvironment([policyStack([...fileSystem(), ...logGroup()])]);

test('a rule that read another stack is across stacks; a rule that read the resource alone is not', () => {
  const across = rulesAcrossStacks(rules, environment);

  expect([...across]).toEqual(expect.arrayContaining(['backup-coverage', 'key-users-allowed']));
  for (const alone of ['log-retention', 'stateful-resources-retained', 'no-secret-values'])
    expect(across.has(alone)).toBe(false);
});

test('a rule that throws counts as across stacks', () => {
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
