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

/** The result for the errored state of Terraform, given the stored state. */
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
  ['it is a later version of the stored state', state('a', 6)],
  ['there is no stored state', undefined],
])('the errored state is written if %s', async (_, stored) => {
  expect(await pushing(state('a', 7), stored)).toEqual(pushed);
});

test.each<[string, object]>([
  ['is the same', state('a', 7, ['vpc-1'])],
  ['is later and knows all its resources', state('a', 9, ['vpc-2', 'vpc-1'])],
])('the errored state is removed if the stored state %s', async (_, stored) => {
  expect(await pushing(state('a', 7, ['vpc-1']), stored)).toEqual({ asked: '', left: false, lines: [] });
});

test.each<[string, object | string | undefined]>([
  ['has the same serial and does not know all resources', state('a', 7, ['vpc-2'])],
  ['is later and does not know all resources', state('a', 8)],
  ['has another lineage', state('b', 6, ['vpc-1'])],
])('the errored state stays if the stored state %s', async (_, stored) => {
  const { asked, left, lines } = await pushing(state('a', 7, ['vpc-1']), stored);

  expect({ asked, left }).toEqual({ asked: '', left: true });
  expect(lines).toEqual([expect.stringContaining('leaves errored.tfstate')]);
});

test.each<[string, object | string | undefined, object | string | undefined]>([
  ['there is no errored state', undefined, state('a', 7)],
  ['the errored state is cut off', '{"version":4,', state('a', 7)],
  ['the stored state cannot be read', state('a', 7), '{'],
])('nothing is done if %s', async (_, errored, stored) => {
  expect(await pushing(errored, stored)).toEqual({ asked: '', left: errored !== undefined, lines: [] });
});
