import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { type Synthesized } from '../../synthesis/synthesize';
import { fakeProgram, testFolder } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { adoptUnrecorded } from './recovery/adopt-unrecorded';
import { type PlannedResource } from './recovery/import-folder';
import { adoptWhole, unfoundOf, type WholeAdoption } from './whole-adoption';

jest.mock('./recovery/adopt-unrecorded', () => ({ adoptUnrecorded: jest.fn() }));
const adopting = jest.mocked(adoptUnrecorded);

const planned = (address: string, ...actions: string[]): PlannedResource => ({
  address,
  mode: 'managed',
  type: address.split('.')[0] ?? '',
  name: address.split('.')[1] ?? '',
  change: { actions, before: null, after: {} },
});

describe('a resource that a deploy would still create', () => {
  const unfound = (
    addresses: string[],
    { known = 0, ...adoption }: Partial<WholeAdoption> & { known?: number } = {},
  ) =>
    unfoundOf(
      addresses.map((address) => planned(address, 'create')),
      known,
      { absent: [], recorded: 9, ...adoption },
    );

  test.each([
    // AWS was asked for the name.
    ['aws_iam_role.a', []],
    // To create it again changes nothing.
    ['aws_s3_bucket_versioning.a', []],
    // Tags can be lost.
    ['aws_vpc.a', ['aws_vpc.a']],
    // There is no rule for this type.
    ['aws_unheard_of.a', ['aws_unheard_of.a']],
  ])('%s: may exist and was not found: %j', (address, expected) => {
    expect(unfound([address])).toEqual(expected);
  });

  test('is new if the state knows everything that was recorded', () => {
    expect(unfound(['aws_vpc.a'], { known: 9 })).toEqual([]);
    expect(unfound(['aws_vpc.a'], { known: 8 })).toEqual(['aws_vpc.a']);
    // A resource that can be created again was among the recorded ones.
    expect(unfound(['aws_vpc.a', 'aws_s3_bucket_versioning.a'], { known: 8 })).toEqual([]);
  });

  test('may exist if nobody knows how many resources were recorded', () => {
    expect(unfound(['aws_vpc.a'], { known: 100, recorded: undefined })).toEqual(['aws_vpc.a']);
  });

  test('is absent if a person says so', () => {
    expect(unfound(['aws_vpc.a', 'aws_vpc.b'], { absent: ['aws_vpc.a'] })).toEqual(['aws_vpc.b']);
    expect(unfound(['aws_vpc.a', 'aws_vpc.b'], { absent: ['*'] })).toEqual([]);
  });

  test('is not one that the deploy changes or replaces', () => {
    const changes = [planned('aws_vpc.a', 'update'), planned('aws_vpc.b', 'delete', 'create')];
    expect(unfoundOf(changes, 0, { absent: [] })).toEqual([]);
  });
});

describe('a whole adoption', () => {
  const scratch = 'dist/terraform-recovery/qa/primary/network/vpc';
  const program = process.env['BULKHEAD_TERRAFORM'];
  const mirror = process.env['BULKHEAD_PROVIDER_MIRROR'];
  afterEach(() => {
    for (const [name, value] of Object.entries({
      BULKHEAD_TERRAFORM: program,
      BULKHEAD_PROVIDER_MIRROR: mirror,
    }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  const state = (resources: number) => ({
    version: 4,
    lineage: 'scratch',
    serial: 1,
    resources: Array.from({ length: resources }, () => ({ mode: 'managed', instances: [{}] })),
  });

  let leftovers: readonly string[] | undefined;
  afterEach(() => (leftovers = undefined));

  /**
   * A stack with the given planned resources, after an adoption that leaves a state with the given number of resources.
   */
  function adoptable(resources: number, ...changes: PlannedResource[]) {
    const root = testFolder({
      'synth/cdk.tf.json': { terraform: { backend: { s3: { bucket: 'the real one' } } } },
      'synth/.terraform.lock.hcl': 'version = "5.100.0"',
      'dist/terraform/qa/primary/network/vpc/apply.jsonl': 'what the last apply said',
    });
    const log = join(root, 'asked');
    process.env['BULKHEAD_PROVIDER_MIRROR'] = '/none';
    process.env['BULKHEAD_TERRAFORM'] = fakeProgram(
      'terraform',
      `echo "$@" >>${log}
       case "$1" in
         version) echo '{"terraform_version": "1.11.4"}' ;;
         init) mkdir -p .terraform ;;
         show) echo '${JSON.stringify({ resource_changes: changes })}' ;;
       esac`,
    );
    const seen: { over?: string; journal?: string; backend?: unknown } = {};
    adopting.mockImplementation((async ({ directory }: { directory: string }) => {
      const file = join(directory, 'scratch.tfstate');
      const { terraform } = JSON.parse(readFileSync(join(directory, 'cdk.tf.json'), 'utf8')) as {
        terraform: { backend: unknown };
      };
      Object.assign(seen, {
        over: existsSync(file) ? readFileSync(file, 'utf8') : undefined,
        journal: readFileSync(join(directory, 'apply.jsonl'), 'utf8'),
        backend: terraform.backend,
      });
      writeFileSync(file, JSON.stringify(state(resources)));
      return { adopted: resources, kept: 0, leftovers };
    }) as never);
    const request: EngineRequest = {
      workspaceRoot: root,
      environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json'),
      instance: testInstance('network/vpc@primary'),
      synthesized: { directory: join(root, 'synth') } as Synthesized,
      signal: new AbortController().signal,
      unfinished: true,
      progress: () => undefined,
    };
    const asked = () => readFileSync(log, 'utf8').trim().split('\n');
    return { request, root, seen, asked };
  }

  test('is made in a separate folder, from the given state, and leaves no state there', async () => {
    const { request, root, seen, asked } = adoptable(2, planned('aws_vpc.a', 'delete', 'create'));
    const adopted = await adoptWhole({
      request,
      over: 'before',
      imports: new Map([['aws_x.a', 'x-1']]),
      absent: [],
    });

    const file = join(root, scratch, 'scratch.tfstate');
    expect(seen).toEqual({
      over: 'before',
      journal: 'what the last apply said',
      backend: { local: { path: file } },
    });
    expect(adopted).toEqual({
      text: JSON.stringify(state(2)),
      resources: 2,
      unfound: [],
      replaced: ['aws_vpc.a'],
    });
    expect(asked()).toContainEqual(expect.stringMatching(/^import .* aws_x\.a x-1$/));
    expect(existsSync(file)).toBe(false);
    expect(existsSync(join(root, scratch, 'recovery'))).toBe(false);
  });

  test('does not count resources without code as recorded', async () => {
    leftovers = ['aws_x.leftover'];
    const { request } = adoptable(2, planned('aws_vpc.a', 'create'));

    expect((await adoptWhole({ request, imports: new Map(), absent: [], recorded: 2 })).unfound).toEqual([
      'aws_vpc.a',
    ]);
  });

  test('starts empty without a given state, whatever an earlier adoption left', async () => {
    const { request, root, seen } = adoptable(1, planned('aws_vpc.a', 'create'));
    const adoption = { request, imports: new Map(), absent: [], recorded: 2 };
    await adoptWhole(adoption);
    writeFileSync(join(root, scratch, 'scratch.tfstate'), 'of a killed one');

    expect((await adoptWhole(adoption)).unfound).toEqual(['aws_vpc.a']);
    expect(seen.over).toBeUndefined();
  });
});
