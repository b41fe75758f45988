import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { testFolder } from '../test-folder';
import { bundledCode, bundleFunction } from './bundle-function';
import { declaredFunctions } from './declared-functions';

const workspaceRoot = join(__dirname, '../../../..');

interface Expected {
  /** Packages in the bundle, `own` for the function's own sources. */
  readonly packages: readonly string[];
  /** The used parts of the SDK. */
  readonly sdk: readonly string[];
  /** The least and the most bytes. */
  readonly bytes: readonly [number, number];
}

/** Each function by row, folder and name. */
const functions: [string, string, string, Expected][] = [
  [
    'P1.3, P3.10',
    'libs/rotation-function',
    'rotate',
    {
      packages: [
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
      ],
      sdk: ['@aws-sdk/client-secrets-manager'],
      bytes: [10_000, 64_000],
    },
  ],
  [
    'P2.8',
    'libs/inspection-function',
    'inspect',
    { packages: ['@bulkhead/errors', 'own'], sdk: ['@aws-sdk/client-s3'], bytes: [1_000, 8_000] },
  ],
  ...['enrich', 'explain-change'].map((name): [string, string, string, Expected] => [
    'P2.7, P2.8',
    'libs/alert-function',
    name,
    {
      packages: ['@bulkhead/errors', 'own'],
      sdk: ['@aws-sdk/client-sns', '@aws-sdk/client-ssm'],
      bytes: [3_000, 16_000],
    },
  ]),
];
const sourceIn = (root: string, project: string, name: string) =>
  declaredFunctions(join(root, project)).find((declared) => declared.name === name)?.source ?? '';

/** A copy of the workspace in another place: its sources, with each package linked to where it is installed. */
function elsewhere(project: string): string {
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

test('every function of the workspace is tested', () => {
  const folders = readdirSync(join(workspaceRoot, 'libs')).map((folder) => `libs/${folder}`);
  const declared = folders.flatMap((folder) =>
    declaredFunctions(join(workspaceRoot, folder)).map(({ name }) => `${folder} ${name}`),
  );

  expect(functions.map(([, project, name]) => `${project} ${name}`).sort()).toEqual(declared.sort());
});

describe.each(functions)('%s: the function of %s, %s', (_, project, name, { packages, sdk, bytes }) => {
  test('contains what it needs, and neither the SDK nor code for a synthesis', async () => {
    const { code, metafile } = await bundledCode(sourceIn(workspaceRoot, project, name), workspaceRoot);
    const found = Object.keys(metafile.inputs).map(
      (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'own',
    );

    expect([...new Set(found)].sort()).toEqual(packages);
    const required = [...strFromU8(code).matchAll(/require\("(@aws-sdk\/[^"]+)"\)/g)].map(
      ([, module]) => module,
    );
    expect([...new Set(required)].sort()).toEqual(sdk);
  });

  test('is small, so that it starts fast', async () => {
    const [least, most] = bytes;
    const bundle = await bundleFunction(sourceIn(workspaceRoot, project, name), workspaceRoot);

    expect(Object.keys(unzipSync(bundle))).toEqual(['index.js']);
    expect(bundle.byteLength).toBeGreaterThan(least);
    expect(bundle.byteLength).toBeLessThan(most);
  });

  test('has the same bytes wherever the workspace and its packages are', async () => {
    const other = elsewhere(project);
    const [here, there] = await Promise.all(
      [workspaceRoot, other].map((root) => bundleFunction(sourceIn(root, project, name), root)),
    );

    expect(Buffer.compare(here ?? Buffer.of(), there ?? Buffer.of(0))).toBe(0);
    for (const place of [workspaceRoot, other])
      expect(strFromU8(unzipSync(here ?? Buffer.of())['index.js'] ?? Buffer.of())).not.toContain(place);
  });
});
