import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFiles } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { graph } from './graph';
import { beginWorld, testRun } from './test-world';

function mockWorld(part: string) {
  return jest.requireActual<Record<string, object>>('./test-world')[part];
}
jest.mock('../parameters/parameter-store', () => mockWorld('mockedStore'));
jest.mock('../run/target', () => mockWorld('mockedTarget'));

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const standby = testInstance('dr-region/network@dr', { region: 'eu-central-1' });

const at = '2026-11-29T13:40:08.000Z';
const by = { caller: 'ada', commit: 'abc', clean: true, tool: '1' };
const mark = '<!-- npx nx run bulkhead:graph -c qa --without-records --into=README.md -->';

function begin(instances = [network, standby]) {
  const world = beginWorld();
  const { run } = testRun(instances);
  const named = { ...run, options: { environment: 'qa' }, workingDirectory: run.workspaceRoot };
  const drawn = () =>
    JSON.parse(
      readFileSync(join(run.workspaceRoot, `dist/graph/${run.environment.name}/stacks.json`), 'utf8'),
    ) as object;
  return { world, run: named, drawn };
}

test('the picture says what is deployed, since when, and from which commit', async () => {
  const { world, run, drawn } = begin();
  world.record(network, { outcome: 'failed', lastDeploy: { at, by } });

  expect(await graph(run, {})).toEqual(
    ['mmd', 'dot', 'json'].map((format) => `dist/graph/${run.environment.name}/stacks.${format}`),
  );
  expect(drawn()).toMatchObject({
    regions: [
      { name: 'eu-central-1', stacks: [{ id: standby.id, state: 'never deployed' }] },
      { name: network.region, stacks: [{ id: network.id, state: 'failed', since: at, commit: 'abc' }] },
    ],
  });
  expect(world.closed).toBe(1);
});

test('the picture says that nothing is known of a region that does not answer', async () => {
  const { world, run, drawn } = begin();
  world.away.add('eu-central-1');
  await graph(run, {});

  expect(drawn()).toMatchObject({
    regions: [
      { stacks: [{ id: standby.id, state: 'unknown' }] },
      { stacks: [{ id: network.id, state: 'never deployed' }] },
    ],
  });
});

test('without records the picture needs no call', async () => {
  const { world, run, drawn } = begin([network]);
  await graph(run, { withoutRecords: true });

  expect(drawn()).toMatchObject({ regions: [{ stacks: [{ id: network.id, engine: 'cdktf' }] }] });
  expect(world.calls).toEqual([]);
  expect(world.closed).toBe(0);
});

test('the picture is put into a document behind the command that draws it', async () => {
  const { run } = begin([network]);
  writeFiles(run.workspaceRoot, { 'README.md': `${mark}\n\n\`\`\`mermaid\n\`\`\`\n` });

  expect(await graph(run, { withoutRecords: true, into: 'README.md' })).toContain('README.md');
  expect(readFileSync(join(run.workspaceRoot, 'README.md'), 'utf8')).toContain('network/vpc@primary');
});
