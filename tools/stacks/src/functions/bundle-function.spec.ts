import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { testFolder } from '../test-folder';
import { bundledCode, bundleFunction } from './bundle-function';
import { declaredFunctions } from './declared-functions';

jest.setTimeout(60_000);

const workspaceRoot = join(__dirname, '../../../..');
const project = 'libs/rotation-function';
const sourceIn = (root: string) => declaredFunctions(join(root, project))[0]?.source ?? '';

/** The workspace elsewhere: a copy of the sources, with each package linked to where it is installed. */
function elsewhere(): string {
  const root = testFolder();
  for (const folder of readdirSync(join(workspaceRoot, 'libs')))
    cpSync(join(workspaceRoot, 'libs', folder, 'src'), join(root, 'libs', folder, 'src'), {
      recursive: true,
    });
  for (const file of ['libs/errors/package.json', `${project}/project.json`])
    cpSync(join(workspaceRoot, file), join(root, file));
  mkdirSync(join(root, 'node_modules/@bulkhead'), { recursive: true });
  for (const name of readdirSync(join(workspaceRoot, 'node_modules')))
    if (name !== '@bulkhead')
      symlinkSync(join(workspaceRoot, 'node_modules', name), join(root, 'node_modules', name));
  symlinkSync(join(root, 'libs/errors'), join(root, 'node_modules/@bulkhead/errors'));
  return root;
}

describe('P1.3, P3.10: the rotation function', () => {
  test('has the driver of the database in it, and neither the SDK nor anything that synthesizes', async () => {
    const { code, metafile } = await bundledCode(sourceIn(workspaceRoot), workspaceRoot);
    const packages = Object.keys(metafile.inputs).map(
      (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'own',
    );

    expect([...new Set(packages)].sort()).toEqual([
      '@bulkhead/errors',
      'own',
      'pg',
      // A placeholder: its code for other runtimes is behind an export condition.
      'pg-cloudflare',
      'pg-connection-string',
      'pg-int8',
      'pg-pool',
      'pg-protocol',
      'pg-types',
      'pgpass',
      'postgres-array',
      'postgres-bytea',
      'postgres-date',
      'postgres-interval',
      'split2',
      'xtend',
    ]);
    expect(strFromU8(code)).toContain('require("@aws-sdk/client-secrets-manager")');
  });

  test('is small, so that it starts fast', async () => {
    const bundle = await bundleFunction(sourceIn(workspaceRoot), workspaceRoot);

    expect(Object.keys(unzipSync(bundle))).toEqual(['index.js']);
    expect(bundle.byteLength).toBeGreaterThan(10_000);
    expect(bundle.byteLength).toBeLessThan(64_000);
  });

  test('has the same bytes wherever the workspace and its packages are', async () => {
    const other = elsewhere();
    const [here, there] = await Promise.all(
      [workspaceRoot, other].map((root) => bundleFunction(sourceIn(root), root)),
    );

    expect(Buffer.compare(here ?? Buffer.of(), there ?? Buffer.of(0))).toBe(0);
    for (const place of [workspaceRoot, other])
      expect(strFromU8(unzipSync(here ?? Buffer.of())['index.js'] ?? Buffer.of())).not.toContain(place);
  });
});
