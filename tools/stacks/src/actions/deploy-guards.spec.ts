import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type ParameterUse } from '@bulkhead/stack';
import { type Engine, type ResourceChange } from '../engines/engine';
import { replacedKey, testChange } from '../plans/test-diffs';
import { type DeployRecord, recordPath } from '../records/record';
import { recordingOutput } from '../run/recording-output';
import { type Run, type RunOptions } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { deploy } from './deploy';
import { diff } from './diff';

const network = testInstance('network/vpc@primary', { publishes: ['network'] });
const database = testInstance('database/relational@primary', {
  consumes: [{ contract: 'network', role: 'primary' }],
});

let mockChanges: readonly ResourceChange[] = [];
let mockSynthesized: Pick<Synthesized, 'publishes' | 'directory'>;
const mockApplied: string[] = [];
const mockStore = new Map<string, string>();

jest.mock('../engines/engines', () => ({
  engineOf: async (): Promise<Partial<Engine>> => ({
    deploy: async ({ instance, approve }) => {
      approve?.(mockChanges);
      mockApplied.push(instance.id);
      return { added: 0, changed: 0, destroyed: 1 };
    },
    diff: async () => ({ changes: mockChanges }),
  }),
}));
jest.mock('../foundation/foundation', () => ({
  Foundation: class {
    under = <T>(call: T) => call;
  },
}));
jest.mock('../run/target', () => ({
  openTarget: async () => ({ lost: new AbortController().signal, close: () => undefined }),
}));
jest.mock('../parameters/parameter-store', () => ({
  ParameterStore: class {
    read = async (names: string[]) =>
      new Map(
        names.flatMap((name): [string, string][] => {
          const value = mockStore.get(name);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    create = async () => true;
    write = async (name: string, value: string) => void mockStore.set(name, value);
    delete = async () => undefined;
  },
}));
jest.mock('../synthesis/synthesize', () => ({
  synthesize: async () => ({ consumes: [], suppressions: [], ...mockSynthesized }),
}));
jest.mock('../policy/reach-verdict', () => ({
  reachVerdict: async () => ({ findings: [], uncertain: [], unjudged: [] }),
}));

const subnetIds = '/bulkhead/qa/network/isolatedSubnetIds';
const isSubnets = '^subnet-[0-9a-f,subnet-]+$';
const record = (over: Partial<DeployRecord>): DeployRecord => ({
  version: 1,
  outcome: 'deployed',
  at: '2026-01-01T00:00:00.000Z',
  files: {},
  consumed: {},
  published: {},
  ...over,
});

beforeEach(() => {
  mockApplied.length = 0;
  mockStore.clear();
  mockChanges = [];
  mockStore.set(subnetIds, 'subnet-0a,subnet-0b');
  mockStore.set(recordPath('qa', network), JSON.stringify(record({ published: { [subnetIds]: isSubnets } })));
  mockStore.set(
    recordPath('qa', database),
    JSON.stringify(record({ consumed: { [subnetIds]: 'subnet-0a,subnet-0b' } })),
  );
  synthesizesTo({ aws_vpc: { main: {} } });
});

/** What the network synthesizes to, and publishes. */
function synthesizesTo(resource: object, publishes = [{ path: subnetIds, pattern: isSubnets }]): void {
  const directory = testFolder({ 'cdk.tf.json': { resource }, 'stack.json': {} });
  mockSynthesized = { directory, publishes: publishes as ParameterUse[] as Synthesized['publishes'] };
}

/** Runs a verb over the network in an environment of AWS that nobody protects. */
async function ran(verb: typeof deploy, options: Partial<RunOptions> = {}) {
  const workspaceRoot = testFolder();
  const { stacks } = await verb({
    workspaceRoot,
    workingDirectory: '',
    environment: parseEnvironment(
      { name: 'qa', preset: 'saas', account: '111122223333', protected: false },
      'qa.json',
    ),
    options: { environment: 'qa', ...options },
    parallel: 2,
    instances: [network, database],
    selected: [network],
    projectRoots: new Map(),
    output: recordingOutput(),
    interrupted: new AbortController().signal,
  } satisfies Run);
  const [result] = stacks;
  return { outcome: result?.outcome, reason: result?.reason ?? '', workspaceRoot };
}

const goneSubnet = testChange('destroy', {
  attributes: [{ path: 'id', before: 'subnet-0b', after: null, forcesReplacement: false }],
});
const upgrade = testChange('change', {
  resource: 'aws_rds_global_cluster.main',
  type: 'aws_rds_global_cluster',
  attributes: [{ path: 'engine_version', before: '16.13', after: '17.9', forcesReplacement: false }],
});

const guards: [string, () => void, Partial<RunOptions>][] = [
  ['StatefulDestruction', () => (mockChanges = [replacedKey]), { allowDestroy: ['aws_kms_key.main'] }],
  ['SubnetInUse', () => (mockChanges = [goneSubnet]), { allowDestroy: ['aws_subnet.a'] }],
  [
    'MajorUpgrade',
    () => {
      mockChanges = [upgrade];
      synthesizesTo({ aws_rds_global_cluster: { main: {} } });
    },
    {},
  ],
  ['ContractBreak', () => synthesizesTo({ aws_vpc: { main: {} } }, []), {}],
];

describe.each(guards)('what %s is about', (code, change, allowing) => {
  test('is refused by a deploy to AWS, protected or not, which touches nothing and leaves the record as it was', async () => {
    const before = mockStore.get(recordPath('qa', network));
    change();
    const { outcome, reason } = await ran(deploy);

    expect(outcome).toBe('refused');
    expect(reason).toContain(`(${code})`);
    expect(mockApplied).toEqual([]);
    expect(mockStore.get(recordPath('qa', network))).toBe(before);
  });

  test('is in the diff, among what a deploy would be refused for', async () => {
    change();
    const { workspaceRoot } = await ran(diff);
    const { stacks } = JSON.parse(readFileSync(join(workspaceRoot, 'dist/diff/qa.json'), 'utf8')) as {
      stacks: { wouldRefuse: string[] }[];
    };

    expect(stacks[0]?.wouldRefuse).toEqual([expect.stringContaining(`(${code})`)]);
  });

  if (allowing.allowDestroy) {
    test('is done where it was named', async () => {
      change();

      expect((await ran(deploy, allowing)).outcome).toBe('deployed');
      expect(mockApplied).toEqual([network.id]);
    });
  }
});
