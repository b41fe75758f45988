import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';

let copy: WorkspaceCopy;
let other: WorkspaceCopy;

/** Writes an environment with the three stacks that `local` has. */
function qa(natGateways: number): void {
  copy.write(
    'qa.json',
    JSON.stringify({
      name: 'qa',
      preset: 'saas',
      account: '123456789012',
      apps: { network: { vpc: { natGateways } }, observability: null },
    }),
  );
}

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

test('commands of one checkout at once share what is built, and what they leave is what one leaves', async () => {
  const source = 'libs/naming/src/index.ts';
  const original = copy.read(source);
  const before = synthesized(copy);
  const building = async () => {
    for (const round of [1, 2, 3]) {
      copy.write(source, `${original}// ${round}\n`);
      await copy.succeed('run bulkhead:build');
    }
    copy.write(source, original);
  };
  await Promise.all([synth(copy), synth(copy), building()]);
  // Nx copies nothing from its cache over what is in use.
  await Promise.all([synth(copy), copy.succeed('run bulkhead:build'), copy.succeed('run bulkhead:build')]);

  expect(synthesized(copy)).toEqual(before);
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

describe('a stack is synthesized again', () => {
  const reasons = () =>
    Object.fromEntries(copy.report().map(({ app, stack, reason }) => [`${app}/${stack}`, reason]));
  /** Runs `synth` past Nx's own cache, which an edit that makes no difference would be served from. */
  const again = async (environment = '-c local') => {
    copy.forgetTasks();
    await copy.succeed(`run-many -t synth ${environment}`);
    return reasons();
  };
  const all = (reason: string) => ({
    'network/vpc': reason,
    'database/relational': reason,
    'app-platform/service': reason,
  });
  const nothing = () => undefined;
  const append = (file: string, text: string) => copy.write(file, `${copy.read(file)}${text}`);

  test('not at all where nothing changed, and every time with --skip-nx-cache', async () => {
    await again();
    expect(await again()).toEqual(all('synthesized before'));
    await copy.succeed('run-many -t synth -c local --skip-nx-cache');
    expect(reasons()).toEqual(all('synthesized'));
  });

  // After an edit for which something is synthesized comes one for which nothing is: it shows that the synthesis was kept.
  test.each<[string, () => void, Record<string, string>]>([
    ['the preset', () => append('libs/config/src/presets/saas.ts', '// edited\n'), all('synthesized')],
    [
      'the environment of another',
      () => append('libs/config/src/environments/dev.ts', '// edited\n'),
      all('synthesized before'),
    ],
    [
      'the environment',
      () => append('libs/config/src/environments/local.ts', '// edited\n'),
      all('synthesized'),
    ],
    [
      'a file that no stack loads',
      () => copy.write('apps/network/src/unused.ts', 'export const unused = 1;\n'),
      all('synthesized before'),
    ],
    ['the lock file of the packages', () => append('package-lock.json', '\n'), all('synthesized')],
    ['a README', () => append('apps/network/README.md', 'edited\n'), all('synthesized before')],
    [
      'a lib that one engine loads',
      () => append('libs/cdktf/src/publish.ts', '// edited\n'),
      { ...all('synthesized'), 'app-platform/service': 'synthesized before' },
    ],
    ['nothing', nothing, all('synthesized before')],
    [
      "the lock of Terraform's provider",
      () => append('libs/cdktf/terraform.lock.hcl', '# edited\n'),
      { ...all('synthesized'), 'app-platform/service': 'synthesized before' },
    ],
    ['nothing after it', nothing, all('synthesized before')],
    [
      'a manifest',
      () => copy.edit('apps/network/project.json', '"@acme/network"', '"@acme/networks"'),
      { ...all('synthesized before'), 'network/vpc': 'synthesized' },
    ],
    ['nothing after that', nothing, all('synthesized before')],
    [
      'what was synthesized',
      () => append('dist/synth/local/primary/network/vpc/cdk.tf.json', ' '),
      { ...all('synthesized before'), 'network/vpc': 'synthesized' },
    ],
    ['nothing in the end', nothing, all('synthesized before')],
  ])('after an edit of %s, as it must be', async (_, edit, expected) => {
    edit();

    expect(await again()).toEqual(expected);
  });

  test('after an environment file says something else', async () => {
    qa(2);
    await again('--environment=qa.json');
    expect(await again('--environment=qa.json')).toEqual(all('synthesized before'));
    qa(1);

    expect(await again('--environment=qa.json')).toEqual(all('synthesized'));
  });
});

test.each(['local-patient-data', 'local-web'])(
  'P1.11, P2.5: for %s, the document about disasters has what the simulator answers',
  async (environment) => {
    const written = ['docs/disaster-recovery.md', `docs/disaster-recovery.${environment}.svg`];
    const before = written.map((file) => other.read(file));
    await other.succeed(`run cdn-dns:simulate -c ${environment} --into=docs/disaster-recovery.md`);

    expect(before[0]).toContain(`| The region is down `);
    expect(written.map((file) => other.read(file))).toEqual(before);
  },
);

describe('P2.7: the overview of local-patient-data', () => {
  const environment = 'local-patient-data';

  test('is what the picture in the README shows', async () => {
    const file = 'docs/overview.svg';
    const before = other.read(file);
    await other.succeed(`run observability:picture -c ${environment} --into=${file}`);

    expect(other.read('README.md')).toContain(`](${file})`);
    expect(other.read(file)).toBe(before);
  });

  test('names only what the stacks of the environment create', () => {
    const { stacks } = JSON.parse(other.read(`dist/synth/${environment}/index.json`)) as {
      stacks: { stack: string; role: string; template: string; complete?: string }[];
    };
    const templates = stacks.map(({ template, complete = template }) => other.read(complete));
    const monitoring = stacks.findIndex(({ stack, role }) => stack === 'monitoring' && role === 'primary');
    const { Resources } = JSON.parse(templates[monitoring] ?? '') as {
      Resources: Record<string, { Properties?: { DashboardName?: string; DashboardBody?: unknown } }>;
    };
    const overview = Object.values(Resources).find(({ Properties }) =>
      Properties?.DashboardName?.includes('-overview-'),
    );
    const body = JSON.stringify(overview?.Properties?.DashboardBody);
    // The local AWS has no composite alarms; the specs of the app look for those. Names of load balancers are cut short.
    const names = [...new Set(body.match(/bulkhead-local-[a-z0-9-]+/g))].filter(
      (name) => !name.includes('-observability-page-'),
    );

    expect(names.length).toBeGreaterThan(8);
    // A template has the names in quotation marks. In the body of the dashboard, these have a backslash.
    expect(names.filter((name) => !templates.some((text) => text.includes(`"${name}"`)))).toEqual([]);
  });
});
