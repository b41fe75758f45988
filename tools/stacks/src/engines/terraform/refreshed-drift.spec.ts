import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { applyEnvironment, emulatorEnvironment } from '@bulkhead/emulator';
import { fakeProgram, testFolder } from '../../test-folder';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { refreshedDrift } from './refreshed-drift';

const configuration = {
  terraform: { backend: { local: { path: 'terraform.tfstate' } } },
  provider: { aws: [{ region: 'us-east-1' }] },
  data: { aws_ssm_parameter: { new: { name: '/not/there/yet' } } },
  resource: {
    aws_ssm_parameter: { vpcId: { name: '/qa/vpcId', insecure_value: '${aws_vpc.main.id}' } },
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
  },
};
const managed = (type: string, name: string) => ({ mode: 'managed', type, name, address: `${type}.${name}` });
const standing = [managed('aws_vpc', 'main'), managed('aws_ssm_parameter', 'vpcId')];
const planOf = (resource_drift: object[], resources: object[] = standing) => ({
  format_version: '1.2',
  resource_drift,
  prior_state: { values: { root_module: { resources } } },
});

let before: string | undefined;
beforeAll(() => (before = process.env['BULKHEAD_TERRAFORM']));
afterEach(() => {
  if (before === undefined) delete process.env['BULKHEAD_TERRAFORM'];
  else process.env['BULKHEAD_TERRAFORM'] = before;
});

const requestFor = (workspaceRoot: string, directory: string, type: 'local' | 's3') =>
  ({
    workspaceRoot,
    environment: parseEnvironment(
      { name: 'qa', preset: 'saas', account: '123456789012', terraformState: { type } },
      'qa.json',
    ),
    instance: testInstance('network/vpc@primary'),
    synthesized: { directory, template: 'cdk.tf.json' },
    signal: new AbortController().signal,
    progress: () => undefined,
  }) as unknown as EngineRequest;

/** Compares with a script as Terraform, which shows `plan` and logs its calls. */
async function compare(plan: object) {
  const workspaceRoot = testFolder({ 'plan.json': JSON.stringify(plan) });
  const directory = testFolder({
    'cdk.tf.json': configuration,
    '.terraform.lock.hcl': 'version = "5.100.0"',
  });
  const calls = join(workspaceRoot, 'calls');
  process.env['BULKHEAD_TERRAFORM'] = fakeProgram(
    'terraform',
    `case "$1" in
      version) echo '{"terraform_version": "1.11.4"}' ;;
      init) mkdir -p .terraform ;;
      plan)
        echo "$*" >> ${calls}; cp cdk.tf.json ${workspaceRoot}/planned.json
        for argument; do case "$argument" in -out=*) plan="\${argument#-out=}" ;; esac; done
        echo values >"$plan"; echo values >beside
        for file in "$plan" beside .; do node -p "(fs.statSync('$file').mode & 0o777).toString(8)"; done >${workspaceRoot}/modes ;;
      show) cat ${workspaceRoot}/plan.json ;;
    esac`,
  );
  const found = await refreshedDrift(requestFor(workspaceRoot, directory, 'local'));
  return {
    found,
    called: readFileSync(calls, 'utf8').trim().split(' '),
    planned: JSON.parse(readFileSync(join(workspaceRoot, 'planned.json'), 'utf8')) as object,
    workspaceRoot,
  };
}

test('the drift in the plan is reported by resource, id and attribute', async () => {
  const { found } = await compare(
    planOf([
      {
        ...managed('aws_ssm_parameter', 'vpcId'),
        change: {
          actions: ['update'],
          before: { id: '/qa/vpcId', insecure_value: 'vpc-1', value: 'vpc-1', version: 1 },
          after: { id: '/qa/vpcId', insecure_value: 'vpc-2', value: 'vpc-2', version: 2 },
          before_sensitive: { value: true },
          after_sensitive: { value: true },
        },
      },
      {
        ...managed('aws_route', 'out'),
        change: { actions: ['delete'], before: { id: 'r-1' }, after: null },
      },
      {
        ...managed('aws_vpc', 'main'),
        change: {
          actions: ['update'],
          before: { arn: '', cidr_block: 'x' },
          after: { arn: 'arn', cidr_block: 'x' },
        },
      },
      {
        ...managed('aws_ssm_parameter', 'read'),
        mode: 'data',
        change: { actions: ['update'], before: { value: '1' }, after: { value: '2' } },
      },
    ]),
  );

  expect(found).toEqual({
    drifted: [
      {
        kind: 'changed',
        resource: 'aws_ssm_parameter.vpcId',
        type: 'aws_ssm_parameter',
        physicalId: '/qa/vpcId',
        attributes: [{ path: 'insecure_value', expected: 'vpc-1', actual: 'vpc-2' }],
      },
      { kind: 'deleted', resource: 'aws_route.out', type: 'aws_route', physicalId: 'r-1', attributes: [] },
    ],
    unchecked: [],
    checked: 3,
    gone: false,
  });
});

test('a plan without drift gives no drift', async () => {
  expect((await compare(planOf([]))).found).toMatchObject({ drifted: [], checked: 2, gone: false });
});

test.each([
  ['is empty', planOf([], [])],
  ['does not exist', { format_version: '1.2' }],
  ['has no values', { format_version: '1.2', prior_state: {} }],
  ['has no module', { format_version: '1.2', prior_state: { values: {} } }],
  ['has only data sources', planOf([], [{ mode: 'data' }])],
])('if the state %s, the stack is gone', async (_, plan) => {
  expect((await compare(plan)).found).toEqual({
    drifted: [
      {
        kind: 'deleted',
        resource: 'qa/primary/network/vpc.tfstate',
        type: 'Terraform state',
        attributes: [],
      },
    ],
    unchecked: [],
    checked: 0,
    gone: true,
  });
});

test('resources whose deletion empties the state are deleted, and the state is not gone', async () => {
  const deleted = { ...managed('aws_vpc', 'main'), change: { actions: ['delete'], before: {}, after: null } };

  expect((await compare(planOf([deleted], []))).found).toMatchObject({ checked: 1, gone: false });
});

test('a resource without an id in the state has no id', async () => {
  const deleted = { ...managed('aws_vpc', 'main'), change: { actions: ['delete'], before: {}, after: null } };

  expect((await compare(planOf([deleted]))).found.drifted).toStrictEqual([
    { kind: 'deleted', resource: 'aws_vpc.main', type: 'aws_vpc', attributes: [] },
  ]);
});

test('the plan takes no lock and only refreshes', async () => {
  expect((await compare(planOf([]))).called).toEqual(
    expect.arrayContaining(['plan', '-refresh-only', '-lock=false']),
  );
});

test("of today's code, only the provider and the backend are used", async () => {
  const { terraform, provider } = configuration;

  expect((await compare(planOf([]))).planned).toEqual({ terraform, provider });
});

test('no configuration stays with which an apply would destroy the stack', async () => {
  const { workspaceRoot } = await compare(planOf([]));

  for (const folder of ['terraform', 'terraform-drift'])
    expect(existsSync(join(workspaceRoot, 'dist', folder, 'qa/primary/network/vpc/cdk.tf.json'))).toBe(false);
});

test('only this user can read the files, and the plan is removed afterwards', async () => {
  const { workspaceRoot } = await compare(planOf([]));

  expect(readFileSync(join(workspaceRoot, 'modes'), 'utf8').trim().split('\n')).toEqual([
    '600',
    '600',
    '700',
  ]);
  expect(existsSync(join(workspaceRoot, 'dist/terraform-drift/qa/primary/network/vpc/plan.bin'))).toBe(false);
});

test('without the bucket the state is gone, and no engine is started', async () => {
  process.env['BULKHEAD_TERRAFORM'] = '/none/terraform';
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const s3 = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((done) => s3.listen(0, '127.0.0.1', done));
  const { port } = s3.address() as AddressInfo;
  Object.assign(process.env, applyEnvironment({}, emulatorEnvironment(`http://127.0.0.1:${port}`)));
  const found = await refreshedDrift(requestFor(testFolder(), testFolder(), 's3'));
  s3.closeAllConnections();
  s3.close();

  expect(found).toMatchObject({ gone: true, drifted: [{ kind: 'deleted', type: 'Terraform state' }] });
});
