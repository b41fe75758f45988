import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { tried } from './sample';

let copy: WorkspaceCopy;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
});
afterAll(() => copy.dispose());

const validate = (environment: string) => copy.succeed(`run-many -t validate -c ${environment}`);
const evidence = () => readFileSync(join(copy.directory, 'dist/policy/prod.json'), 'utf8');
const judged = /policy of [\w-]+: (\d+) rules evaluated on \d+ resources of (\d+) stacks: .* 0 findings/;

test.each([...tried(['local-hipaa-dr', 'dev'], 1, 20_261_203), 'prod'])(
  'nothing in %s is found that nobody has explained',
  async (environment) => {
    const [, rules, stacks] = judged.exec(await validate(environment)) ?? [];

    expect(Number(rules)).toBeGreaterThan(100);
    expect(Number(stacks)).toBeGreaterThanOrEqual(3);
  },
);

test('what was validated is not validated again, and its evidence comes back', async () => {
  const before = evidence();
  rmSync(join(copy.directory, 'dist/policy'), { recursive: true });

  expect(await validate('prod')).not.toMatch(judged);
  expect(evidence()).toBe(before);
});

test('a rule that changes is evaluated again on stacks that did not', async () => {
  const rule = 'libs/policy/src/rules/flow-logs-all-traffic.ts';
  copy.edit(rule, "id: 'flow-logs-all-traffic'", "id: 'flow-logs-of-all-traffic'");

  expect(await validate('prod')).toMatch(judged);
  expect(evidence()).toContain('flow-logs-of-all-traffic');
});

test('a stack that changes is judged again, and fails with what to do', async () => {
  const log = 'libs/network/src/flow-logs.ts';
  copy.edit(log, "trafficType: 'ALL'", "trafficType: 'REJECT'");
  const { code, text } = await copy.nx('run-many -t validate -c prod');

  expect(code).not.toBe(0);
  expect(text).toMatch(/flow-logs-of-all-traffic: .*45 CFR/);
  expect(text).toContain('next: mend it in apps/network, or suppress(');
});
