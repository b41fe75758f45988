import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';

let copy: WorkspaceCopy;
let other: WorkspaceCopy;

beforeAll(async () => {
  [copy, other] = await Promise.all([WorkspaceCopy.create(), WorkspaceCopy.create()]);
});
afterAll(() => Promise.all([copy.dispose(), other.dispose()]));

/** Digest of every synthesized file, by path. */
function synthesized({ directory }: WorkspaceCopy): Record<string, string> {
  const root = join(directory, 'dist/synth');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(root, file)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    ]),
  );
}

const synth = (where: WorkspaceCopy, options: Parameters<WorkspaceCopy['nx']>[1] = {}) =>
  where.succeed('run-many -t synth -c prod --skip-nx-cache', options);

test('synthesis gives the same bytes twice in a row, and in another directory', async () => {
  await synth(copy);
  const first = synthesized(copy);
  await synth(copy, { from: 'libs' });
  await synth(other);

  expect(Object.keys(first)).toEqual(
    expect.arrayContaining(['prod/index.json', 'prod/primary/network/vpc/cdk.tf.json']),
  );
  expect(synthesized(copy)).toEqual(first);
  expect(synthesized(other)).toEqual(first);
});

test('nothing synthesized names the machine it was synthesized on', () => {
  const root = join(copy.directory, 'dist/synth');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(root, file)).isFile(),
  );

  for (const file of files) expect(readFileSync(join(root, file), 'utf8')).not.toContain(copy.directory);
});

test('cdktf and its fork cdktn synthesize the same JSON', async () => {
  await synth(copy);
  const underCdktf = synthesized(copy);
  // Every `require('cdktf')`, the provider's included, gets the fork; the provider says that it did.
  copy.write(
    'alias.js',
    `const Module = require('node:module');
     const resolve = Module._resolveFilename;
     Module._resolveFilename = function (request, ...rest) {
       return resolve.call(this, request.replace(/^cdktf(?=$|\\/)/, 'cdktn'), ...rest);
     };
     process.on('exit', () => {
       const loaded = Object.keys(require.cache).some((file) => file.includes('/node_modules/cdktf/'));
       if (loaded) require('node:fs').appendFileSync(${JSON.stringify(join(copy.directory, 'leaked'))}, 'cdktf');
       else if (Object.keys(require.cache).some((file) => file.includes('/node_modules/cdktn/')))
         require('node:fs').appendFileSync(${JSON.stringify(join(copy.directory, 'aliased'))}, 'x');
     });`,
  );
  await synth(copy, { variables: { NODE_OPTIONS: `--require=${join(copy.directory, 'alias.js')}` } });

  expect(readdirSync(copy.directory)).toContain('aliased');
  expect(readdirSync(copy.directory)).not.toContain('leaked');
  expect(synthesized(copy)).toEqual(underCdktf);
});

test('a cached synthesis is restored, index included, and a file as environment is never served from the cache', async () => {
  const command = 'run-many -t synth -c local';
  await copy.succeed(command);
  const before = synthesized(copy);
  rmSync(join(copy.directory, 'dist/synth/local'), { recursive: true });
  expect(await copy.succeed(command)).toMatch(/network:synth.*\[local cache\]/);
  expect(synthesized(copy)).toEqual(before);

  const qa = (natGateways: number) =>
    copy.write(
      'qa.json',
      JSON.stringify({
        name: 'qa',
        preset: 'saas',
        account: '123456789012',
        apps: { network: { vpc: { natGateways } } },
      }),
    );
  const gateways = () =>
    Object.keys(
      (
        JSON.parse(copy.read('dist/synth/qa/primary/network/vpc/cdk.tf.json')) as {
          resource: { aws_nat_gateway: object };
        }
      ).resource.aws_nat_gateway,
    ).length;
  qa(1);
  await copy.succeed('run network:synth --environment=qa.json');
  expect(gateways()).toBe(1);
  qa(2);
  await copy.succeed('run network:synth --environment=qa.json');
  expect(gateways()).toBe(2);
});
