import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../../synthesis/synthesize';
import { fakeProgram, testFolder } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { pushErroredState } from './push-errored-state';

const state = (lineage: string, serial: number, ids: readonly string[] = []) => ({
  version: 4,
  lineage,
  serial,
  resources: ids.map((id) => ({
    mode: 'managed',
    type: 'aws_vpc',
    name: id,
    instances: [{ attributes: { id } }],
  })),
});
const kept = '.bulkhead/state/qa/primary/network/vpc.tfstate';

/** What becomes of the file that Terraform left, beside the state that is kept. */
async function pushing(errored: object | string | undefined, stored: object | string | undefined) {
  const root = testFolder({ ...(stored !== undefined && { [kept]: stored }) });
  const directory = testFolder({ ...(errored !== undefined && { 'errored.tfstate': errored }) });
  const lines: string[] = [];
  await pushErroredState(fakeProgram('terraform', 'echo "$@" >asked'), directory, {
    workspaceRoot: root,
    environment: parseEnvironment(
      { name: 'qa', preset: 'saas', account: '123456789012', terraformState: { type: 'local' } },
      'qa.json',
    ),
    instance: testInstance('network/vpc@primary'),
    synthesized: {} as Synthesized,
    signal: new AbortController().signal,
    unfinished: false,
    progress: (line) => lines.push(line),
  });
  const asked = join(directory, 'asked');
  return {
    asked: existsSync(asked) ? readFileSync(asked, 'utf8').trim() : '',
    left: existsSync(join(directory, 'errored.tfstate')),
    lines,
  };
}

const pushed = {
  asked: expect.stringMatching(/^state push -lock-timeout=\S+ errored\.tfstate$/),
  left: false,
  lines: ['writes the state that Terraform could not write, with 0 resources'],
};

test.each<[string, object | undefined]>([
  ['the state goes on from', state('a', 6)],
  ['there is no state at all of', undefined],
])('what Terraform could not write is written where %s it', async (_, stored) => {
  expect(await pushing(state('a', 7), stored)).toEqual(pushed);
});

test.each<[string, object]>([
  ['is the same', state('a', 7, ['vpc-1'])],
  ['has gone on since, and knows all that it knows', state('a', 9, ['vpc-2', 'vpc-1'])],
])('it is removed where the state %s', async (_, stored) => {
  expect(await pushing(state('a', 7, ['vpc-1']), stored)).toEqual({ asked: '', left: false, lines: [] });
});

test.each<[string, object | string | undefined]>([
  ['is one of the same number that does not know all', state('a', 7, ['vpc-2'])],
  ['has gone on since and does not know all', state('a', 8)],
  ['is of something else', state('b', 6, ['vpc-1'])],
])('it is left where the state %s', async (_, stored) => {
  const { asked, left, lines } = await pushing(state('a', 7, ['vpc-1']), stored);

  expect({ asked, left }).toEqual({ asked: '', left: true });
  expect(lines).toEqual([expect.stringContaining('leaves errored.tfstate')]);
});

test.each<[string, object | string | undefined, object | string | undefined]>([
  ['nothing was left', undefined, state('a', 7)],
  ['what was left is cut off', '{"version":4,', state('a', 7)],
  ['nobody can read the state', state('a', 7), '{'],
])('nothing is done where %s', async (_, errored, stored) => {
  expect(await pushing(errored, stored)).toEqual({ asked: '', left: errored !== undefined, lines: [] });
});
