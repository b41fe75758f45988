import { parseEnvironment } from '@bulkhead/config';
import { findOnPath } from '@bulkhead/emulator';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { writeSynthIndexes } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { fakeProgram, testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { judgePresets } from './judge-presets';
import { synthesizeAll } from '../run/synthesize-all';

jest.mock('../run/synthesize-all', () => ({
  ...jest.requireActual<object>('../run/synthesize-all'),
  synthesizeAll: jest.fn(),
}));
// The spec of `lintStacks` checks its output.
jest.mock('@bulkhead/emulator', () => ({ findOnPath: jest.fn(() => undefined) }));

const vpc = testInstance('network/vpc@primary', { engine: 'cdktf' });
const log = (settings: object) => ({ aws_cloudwatch_log_group: { log: { name: 'log', ...settings } } });
const kept = {
  kms_key_id: 'arn:aws:kms:us-east-1:1:key/2',
  retention_in_days: 365,
  lifecycle: { prevent_destroy: true },
};

/** Judges environments of one stack each. The stack has some resources, is a CDK template, or cannot be synthesized. */
async function judged(stacks: Record<string, object | Error>) {
  const root = testFolder(
    Object.fromEntries(
      Object.entries(stacks).flatMap(([name, resource]) => {
        const folder = `dist/synth/${name}/primary/network/vpc`;
        const { app, stack, role, region } = vpc;
        const described = { app, stack, role, region, omitted: [], publishes: [], consumes: [] };
        const [engine, template, content] =
          'Resources' in resource
            ? ['cdk', 'vpc.template.json', resource]
            : ['cdktf', 'cdk.tf.json', { provider: { aws: [{}] }, resource }];
        return [
          [`${folder}/stack.json`, { ...described, engine, template, suppressions: [] }],
          [`${folder}/${template}`, content],
        ];
      }),
    ),
  );
  writeSynthIndexes(root);
  jest.mocked(synthesizeAll).mockImplementation(async ({ environment: { name } }) => {
    const outcome = stacks[name];
    return new Map([[vpc, outcome instanceof Error ? outcome : ({} as Synthesized)]]);
  });
  const output = recordingOutput();
  const runs = Object.keys(stacks).map((name) => ({
    workspaceRoot: root,
    environment: parseEnvironment({ name, preset: 'saas', account: '111122223333' }, 'e.json'),
    instances: [vpc],
    selected: [vpc],
    output,
  })) as Partial<Run>[] as Run[];
  return { good: await judgePresets(runs), said: output.lines.join('\n') };
}

test('each environment is judged, and its number of evaluated rules is printed', async () => {
  const { good, said } = await judged({ one: log(kept), two: log(kept) });

  expect(said).toMatch(/policy of one: \d{2,} rules evaluated on 1 resources of 1 stacks: .* 0 findings/);
  expect(said).toMatch(/policy of two: \d{2,} rules evaluated/);
  expect(said).toContain('cfn-lint is not on the PATH');
  expect(jest.mocked(findOnPath)).toHaveBeenCalledWith('cfn-lint');
  expect(good).toBe(true);
});

test('a type that nobody has decided on is named once, with what to do, and the judgement fails', async () => {
  const { good, said } = await judged({
    one: log(kept),
    two: { Resources: { It: { Type: 'AWS::Unheard::Of' } } },
  });

  expect(said).toMatch(/AWS::Unheard::Of of network\/vpc@primary: nobody has said .*\n {2}next: add it to/);
  expect(good).toBe(false);
});

test.each<[string, object | Error, RegExp]>([
  ['a finding', log({ ...kept, retention_in_days: 1 }), /policy of two: .*\n {2}log-retention/],
  [
    'a type that nobody has mapped',
    { aws_unheard_of: { it: {} } },
    /No rule has seen network\/vpc@primary: .*aws_unheard_of/,
  ],
  [
    'a stack that cannot be synthesized',
    new RangeError('no zones'),
    /network\/vpc@primary of two: .*no zones/,
  ],
])('%s in one of them is printed, and the judgement fails', async (_, stack, text) => {
  const { good, said } = await judged({ one: log(kept), two: stack });

  expect(said).toMatch(text);
  expect(good).toBe(false);
});

test('without presets there is nothing to judge', async () => {
  await expect(judgePresets([])).rejects.toThrow('There are no presets.');
});

test.each([
  ['clean', 'exit 0', true, 'cfn-lint: no errors in 1 templates'],
  ['refused', 'echo E3001; exit 2', false, 'cfn-lint refuses:\nE3001'],
])('templates that cfn-lint finds %s', async (_, script, expected, said) => {
  jest.mocked(findOnPath).mockReturnValueOnce(fakeProgram('cfn-lint', script));
  const { good, said: all } = await judged({ one: log(kept) });

  expect(all).toContain(said);
  expect(good).toBe(expected);
});
