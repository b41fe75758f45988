import { type EngineState, type FoundState } from '../engines/engine-state';
import { type DeployRecord } from './record';
import { disagreement } from './state-disagreement';
import { testRecord } from './test-records';

type TerraformState = Extract<EngineState, { type: 'terraform' }>;

const state = (over: Partial<TerraformState> = {}): TerraformState => ({
  type: 'terraform',
  lineage: 'a',
  serial: 5,
  mark: 'm5',
  resources: 53,
  ...over,
});
const kept = (over: Partial<TerraformState> = {}): FoundState => ({ is: 'kept', state: state(over) });
const missing: FoundState = { is: 'missing' };
const empty = kept({ serial: 6, resources: 0 });
const older = kept({ serial: 4 });
const foreign = kept({ lineage: 'b', serial: 90 });
const broken: FoundState = { is: 'broken', why: 'it is cut off' };
const newer = kept({ serial: 9 });

const deployed = testRecord({ state: state() });
const lastDeploy = { at: deployed.at };
const ofEarlierTool = testRecord();

describe('of Terraform', () => {
  test.each<[string, DeployRecord, FoundState, RegExp]>([
    ['lost', deployed, missing, /there is no state; serial 5 was recorded/],
    ['emptied', deployed, empty, /the state is empty; serial 5 was recorded/],
    ['of an earlier time', deployed, older, /of an earlier time, of serial 4; serial 5/],
    ['of another lineage', deployed, foreign, /another one, of lineage b and not a/],
    ['broken', deployed, broken, /cannot be read: it is cut off/],
    ['lost, after a deploy that failed', { ...deployed, outcome: 'failed' }, missing, /no state/],
    ['lost, while a deploy was under way', { ...deployed, outcome: 'deploying' }, missing, /no state/],
    ['lost, while a destroy was under way', { ...deployed, outcome: 'destroying' }, missing, /no state/],
    ['lost, and was recorded without it', ofEarlierTool, missing, /it was deployed at/],
    ['emptied, and was recorded without it', ofEarlierTool, empty, /is empty/],
    ...(['deploying', 'failed', 'destroying'] as const).map(
      (outcome): [string, DeployRecord, FoundState, RegExp] => [
        `lost, was recorded without it, and is ${outcome} since`,
        testRecord({ outcome, lastDeploy }),
        missing,
        /there is no state; it was deployed at/,
      ],
    ),
  ])('a state that was %s disagrees with the record', (_, record, found, why) => {
    expect(disagreement('cdktf', record, found)).toMatch(why);
  });

  test.each<[string, DeployRecord, FoundState]>([
    ['is the one that was recorded', deployed, kept()],
    ['has changed since', deployed, newer],
    ['was recorded without it', ofEarlierTool, newer],
    ['is not there, since the first deploy was killed', testRecord({ outcome: 'deploying' }), missing],
    [
      'is empty, since the first deploy made nothing',
      testRecord({ outcome: 'failed', state: state({ resources: 0 }) }),
      kept({ resources: 0 }),
    ],
    ['was emptied by a destroy that did not end', { ...deployed, outcome: 'destroying' }, empty],
    [
      'is not there, since what was recorded held nothing',
      testRecord({ state: state({ resources: 0 }) }),
      missing,
    ],
    [
      'is empty, since the first deploy failed, of which no state was recorded',
      testRecord({ outcome: 'failed' }),
      kept({ resources: 0 }),
    ],
  ])('a state that %s agrees with the record', (_, record, found) => {
    expect(disagreement('cdktf', record, found)).toBeUndefined();
  });
});

describe('of CloudFormation', () => {
  const stack = (stackId: string): EngineState => ({ type: 'cloudformation', stackId, resources: 3 });
  const recorded = testRecord({ engine: 'cdk', state: stack('one') });
  const failed = { ...recorded, outcome: 'failed' } as const;

  test.each<[string, DeployRecord, FoundState, RegExp]>([
    ['was deleted', recorded, missing, /there is no such stack; it was deployed at/],
    ['was deleted, after a deploy that failed', { ...failed, lastDeploy }, missing, /no such stack/],
    [
      'was made anew by others',
      recorded,
      { is: 'kept', state: stack('two') },
      /another one was made in its name, two/,
    ],
    ['was deleted, and was recorded without it', ofEarlierTool, missing, /no such stack/],
    ['cannot be read', recorded, broken, /cannot be read: it is cut off/],
    [
      'was deleted while a deploy was under way',
      { ...recorded, outcome: 'deploying', lastDeploy },
      missing,
      /no such/,
    ],
  ])('a stack that %s disagrees with the record', (_, record, found, why) => {
    expect(disagreement('cdk', record, found)).toMatch(why);
  });

  test.each<[string, DeployRecord, FoundState]>([
    ['is the one that was recorded', recorded, { is: 'kept', state: stack('one') }],
    ['never came into being', failed, missing],
    ['never came into being and was made anew', failed, { is: 'kept', state: stack('two') }],
    [
      'was deleted by a destroy that did not end',
      { ...recorded, outcome: 'destroying', lastDeploy },
      missing,
    ],
    ['was recorded without it', ofEarlierTool, { is: 'kept', state: stack('two') }],
  ])('a stack that %s agrees with the record', (_, record, found) => {
    expect(disagreement('cdk', record, found)).toBeUndefined();
  });
});
