import { findMoto, motoCommand } from './moto-commands';
import { testWorkspace, type TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;
beforeEach(() => (workspace = testWorkspace()));
afterEach(() => workspace.dispose());

const answering = { docker: 'echo 28.0.0' };
const silent = { docker: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' };

test.each([
  ['moto_server', { moto_server: '', uvx: '', pipx: '', ...answering }],
  ['uvx', { uvx: '', pipx: '', ...answering }],
  ['pipx', { pipx: '', ...answering }],
  ['docker', answering],
  [undefined, silent],
  [undefined, {}],
])('%s is chosen', async (type, scripts) => {
  expect((await findMoto(workspace.fakes(scripts, '')))?.type).toBe(type);
});

test.each([
  ['moto_server', '-H 127.0.0.1 -p 7000'],
  ['uvx', '--from moto[server]==5.2.1 moto_server -H 127.0.0.1 -p 7000'],
  ['pipx', 'run --spec moto[server]==5.2.1 moto_server -H 127.0.0.1 -p 7000'],
  [
    'docker',
    'run --rm --name bulkhead-emulator-abc -p 127.0.0.1:7000:5000 -e MOTO_IAM_LOAD_MANAGED_POLICIES -e MOTO_ACM_VALIDATION_WAIT motoserver/moto:5.2.1',
  ],
] as const)('%s serves on loopback only', (type, args) => {
  expect(motoCommand({ type, program: type }, 7000, 'abc').args.join(' ')).toBe(args);
});
