import { join } from 'node:path';
import { checkPrerequisites, describePrerequisite, requirePrerequisites } from './prerequisites';
import { findTerraform } from './find-terraform';
import { testWorkspace, type TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;
beforeEach(() => (workspace = testWorkspace()));
afterEach(() => workspace.dispose());

const says = (version: string) => `echo '{ "terraform_version": "${version}" }'`;

test('on this machine all are found, with their versions', async () => {
  const found = await requirePrerequisites(undefined, { env: workspace.env });

  expect(found.map(({ name, ok }) => [name, ok])).toEqual([
    ['node', true],
    ['terraform', true],
    ['emulator', true],
  ]);
  for (const prerequisite of found) {
    expect(prerequisite.version).toMatch(/^\d+\.\d+/);
    expect(describePrerequisite(prerequisite)).toContain(prerequisite.found);
  }
});

test('on an empty machine, one error names every missing piece and how to install it', async () => {
  const error = await requirePrerequisites(undefined, { env: { PATH: '' }, nodeVersion: '18.20.0' }).catch(
    (e) => e,
  );

  expect(error).toMatchObject({ code: 'MissingPrerequisites' });
  for (const expected of [
    'lacks 3 things',
    'Node.js 20.19 or later: this is 18.20.0',
    'nvm install 22',
    'Terraform or OpenTofu 1.11 or later: neither terraform nor tofu is on PATH',
    'brew install hashicorp/tap/terraform',
    'A local AWS (moto): neither moto_server, uvx nor pipx is on PATH',
    "pipx install 'moto[server]==5.2.1'",
  ]) {
    expect(error.message).toContain(expected);
  }
});

test('only the requested prerequisites are checked', async () => {
  const found = await checkPrerequisites(['node'], { env: { PATH: '' } });
  expect(found.map(({ name }) => name)).toEqual(['node']);
});

test('an emulator named by AWS_ENDPOINT_URL needs no program', async () => {
  const env = { PATH: '', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  expect(await checkPrerequisites(['emulator'], { env })).toMatchObject([
    { ok: true, found: 'http://127.0.0.1:1' },
  ]);
});

test.each([
  ['terraform 1.11.4, tofu 1.11.0', { terraform: says('1.11.4'), tofu: says('1.11.0') }, 'terraform', true],
  ['terraform 1.10.5, tofu 1.11.0', { terraform: says('1.10.5'), tofu: says('1.11.0') }, 'tofu', true],
  ['tofu 1.11.0', { tofu: says('1.11.0') }, 'tofu', true],
  ['terraform 1.5.7', { terraform: says('1.5.7') }, 'terraform', false],
  ['a terraform that prints no version', { terraform: 'exit 1' }, 'terraform', false],
])('of %s', async (_, scripts, name, ok) => {
  expect(await findTerraform(workspace.fakes(scripts, ''))).toMatchObject({ name, ok });
});

test('BULKHEAD_TERRAFORM decides, by path or by name, and an error names a wrong value', async () => {
  const env = workspace.fakes({ terraform: says('1.11.4'), mine: says('1.12.0') }, '');
  const path = join(env['PATH'] ?? '', 'mine');

  expect(await findTerraform({ ...env, BULKHEAD_TERRAFORM: 'mine' })).toMatchObject({
    path,
    version: '1.12.0',
  });
  expect(await findTerraform({ ...env, BULKHEAD_TERRAFORM: path })).toMatchObject({
    path,
    version: '1.12.0',
  });
  await expect(
    requirePrerequisites(['terraform'], { env: { ...env, BULKHEAD_TERRAFORM: 'nowhere' } }),
  ).rejects.toThrow("BULKHEAD_TERRAFORM is set to 'nowhere', but there is no such program");
});
