import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutorContext } from '@nx/devkit';
import { testFolder } from '../test-folder';
import build from './build';

const swcConfig = readFileSync(join(__dirname, '../../../../swc.config.js'), 'utf8');

const workspace = (files: Record<string, string>) =>
  testFolder({
    'swc.config.js': swcConfig,
    'apps/shop/src/main.ts':
      "import { price } from './prices/price';\nexport const total: number = price * 2;\n",
    'apps/shop/src/prices/price.ts': 'export const price: number = 21;\n',
    'libs/empty/project.json': '{}',
    'tools/none/README.md': '',
    ...files,
  });

let said: string[];
let errors: string[];

beforeEach(() => {
  said = [];
  errors = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
});
afterEach(() => jest.restoreAllMocks());

const run = (root: string) => build({}, { root } as ExecutorContext);

test('what is compiled can be run', async () => {
  const root = workspace({});

  expect(await run(root)).toEqual({ success: true });
  expect(require(join(root, 'apps/shop/dist/main.js'))).toEqual({ total: 42 });
  expect(said).toEqual(['2 files compiled']);
});

test('specs and declarations are not compiled', async () => {
  const root = workspace({ 'apps/shop/src/main.spec.ts': '', 'apps/shop/src/globals.d.ts': '' });
  await run(root);

  expect(existsSync(join(root, 'apps/shop/dist/main.js'))).toBe(true);
  expect(existsSync(join(root, 'apps/shop/dist/main.spec.js'))).toBe(false);
  expect(existsSync(join(root, 'apps/shop/dist/globals.d.js'))).toBe(false);
});

test('what is no longer a source is no longer in the output', async () => {
  const root = workspace({ 'apps/shop/dist/old.js': '', 'apps/shop/dist/prices/old.js': '' });
  await run(root);

  expect(existsSync(join(root, 'apps/shop/dist/old.js'))).toBe(false);
  expect(existsSync(join(root, 'apps/shop/dist/prices/old.js'))).toBe(false);
});

test('a project without sources keeps what it has', async () => {
  const root = workspace({ 'libs/empty/dist/kept.js': '' });
  await run(root);

  expect(existsSync(join(root, 'libs/empty/dist/kept.js'))).toBe(true);
});

test('a syntax error fails the build, names its file and its line, and no other file', async () => {
  const root = workspace({ 'apps/shop/src/broken.ts': 'export const ok = 1;\nexport const = ;\n' });

  expect(await run(root)).toEqual({ success: false });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('apps/shop/src/broken.ts:2');
  expect(errors[0]).not.toContain('main.ts');
  expect(said).toEqual(['2 files compiled, 1 failed']);
  expect(existsSync(join(root, 'apps/shop/dist/main.js'))).toBe(true);
});
