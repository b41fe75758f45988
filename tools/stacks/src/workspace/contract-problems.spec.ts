import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasStack, parseEnvironment, regionName } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { contractProblems } from './contract-problems';
import { orderOf } from './stack-graph';
import { type StackInstance, stackInstances } from './stack-instance';
import { testInstance } from './test-instances';

const root = join(__dirname, '../../../..');

const instance = (
  id: string,
  consumes: string[],
  publishes: string[],
  role: 'primary' | 'dr' = 'primary',
): StackInstance => ({
  ...testInstance(`${id}/main@${role}`),
  id,
  consumes: consumes.map((contract) => ({ contract, role })),
  publishes,
});

test('a contract that two stacks of one role publish is found; in two roles it is one contract of two regions', () => {
  expect(contractProblems([instance('a', [], ['network']), instance('b', [], ['network'])])).toEqual([
    'b and a both publish "network"',
  ]);
  expect(contractProblems([instance('a', [], ['network']), instance('b', [], ['network'], 'dr')])).toEqual(
    [],
  );
});

test('a contract that nobody publishes in the role is found', () => {
  expect(contractProblems([instance('a', ['network'], []), instance('b', [], ['network'], 'dr')])).toEqual([
    'a needs "network" of primary, which no stack publishes',
  ]);
});

test('a contract that a stack reads only if it exists may be missing', () => {
  const reader = {
    ...instance('a', [], []),
    consumes: [{ contract: 'cache', role: 'primary', optional: true }],
  };
  expect(contractProblems([reader as StackInstance])).toEqual([]);
});

test('a contract that a stack only follows has to be published too', () => {
  const follower = {
    ...instance('a', [], []),
    follows: [{ contract: 'cache', role: 'dr' }],
  } as StackInstance;

  expect(contractProblems([follower])).toEqual(['a needs "cache" of dr, which no stack publishes']);
  expect(contractProblems([follower, instance('b', [], ['cache'], 'dr')])).toEqual([]);
});

describe.each(['saas', 'patient-data', 'web-multi-region', 'hipaa-dr', 'ecs-ec2'])(
  'this repository, preset %s',
  (preset) => {
    const environment = parseEnvironment({ name: 'test', preset, account: '123456789012' }, 'test');
    const manifests = readdirSync(join(root, 'apps')).flatMap((app) => {
      const file = `apps/${app}/project.json`;
      return parseManifest(JSON.parse(readFileSync(join(root, file), 'utf8')), file) ?? [];
    });
    const instances = stackInstances(manifests, (app, stack, role) =>
      hasStack(environment, app, stack, role) ? regionName(environment, role) : undefined,
    );

    test('every contract is published once, and every consumed one is published', () => {
      expect(instances.length).toBeGreaterThan(0);
      expect(contractProblems(instances)).toEqual([]);
    });

    test('no stack waits for itself', () => {
      expect(() => orderOf(instances, instances)).not.toThrow();
    });
  },
);
