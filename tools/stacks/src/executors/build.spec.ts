import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ExecutorContext } from '@nx/devkit';
import * as swc from '@swc/core';
import { unzipSync } from 'fflate';
import { buildId, wholeBuildId } from '../checkout/build-id';
import { testFolder, writeFiles } from '../test-folder';
import build from './build';

jest.mock('@swc/core', () => {
  const actual = jest.requireActual<typeof swc>('@swc/core');
  return { ...actual, transformFile: jest.fn(actual.transformFile) };
});
const swcItself = jest.requireActual<typeof swc>('@swc/core');

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
afterEach(() => {
  jest.restoreAllMocks();
  jest.mocked(swc.transformFile).mockReset().mockImplementation(swcItself.transformFile);
});

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

test('what a source that was saved once more compiles to has the time of the build', async () => {
  const root = workspace({});
  await run(root);
  const source = join(root, 'apps/shop/src/main.ts');
  const compiled = join(root, 'apps/shop/dist/main.js');
  const other = join(root, 'apps/shop/dist/prices/price.js');
  const before = new Date('2026-01-01T10:00:00Z');
  for (const file of [source, compiled, other]) utimesSync(file, before, before);
  utimesSync(join(root, 'apps/shop/src/prices/price.ts'), before, before);
  utimesSync(source, new Date('2026-01-01T10:00:01Z'), new Date('2026-01-01T10:00:01Z'));
  const built = buildId(root);

  await run(root);

  expect(statSync(compiled).mtimeMs).toBeGreaterThan(statSync(source).mtimeMs);
  expect(statSync(other).mtime).toEqual(before);
  expect(buildId(root)).toBe(built);
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
  expect(said).toEqual(['2 files compiled, 1 failed, so that nothing was changed']);
});

const greeting = (workspaceRoot: string) => join(workspaceRoot, 'libs/greeting/dist/functions/greet.zip');
const withFunction = (more: Record<string, string> = {}) =>
  workspace({
    'libs/greeting/project.json': '{ "metadata": { "functions": { "greet": "src/handler.ts" } } }',
    'libs/greeting/src/handler.ts':
      "import { word } from './word';\nexport const handler = async (): Promise<string> => word;\n",
    'libs/greeting/src/word.ts': "export const word: string = 'good day';\n",
    ...more,
  });

test('a declared function is a zip file with one file, which has the handler and all that it imports', async () => {
  const root = withFunction();

  expect(await run(root)).toEqual({ success: true });
  expect(said).toEqual(['4 files compiled, 1 functions bundled']);
  const files = unzipSync(readFileSync(greeting(root)));
  expect(Object.keys(files)).toEqual(['index.js']);
  const loaded = testFolder({ 'index.js': Buffer.from(files['index.js'] ?? []).toString() });
  const { handler } = require(join(loaded, 'index.js')) as { handler: () => Promise<string> };
  expect(await handler()).toBe('good day');
});

test('a bundle has the same bytes wherever and whenever it is built', async () => {
  const [one, other] = [withFunction(), withFunction()];
  await run(one);
  jest.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), doNotFake: ['nextTick', 'setImmediate'] });
  try {
    await run(other);
  } finally {
    jest.useRealTimers();
  }

  expect(readFileSync(greeting(one)).equals(readFileSync(greeting(other)))).toBe(true);
});

test('a comment changes nothing in a bundle, and code does', async () => {
  const [plain, commented, changed] = [
    withFunction(),
    withFunction({
      'libs/greeting/src/word.ts': "/** Said at noon. */\nexport const word = 'good day'; // polite\n",
    }),
    withFunction({ 'libs/greeting/src/word.ts': "export const word = 'good evening';\n" }),
  ];
  for (const root of [plain, commented, changed]) await run(root);

  expect(readFileSync(greeting(commented)).equals(readFileSync(greeting(plain)))).toBe(true);
  expect(readFileSync(greeting(changed)).equals(readFileSync(greeting(plain)))).toBe(false);
});

test('a function that cannot be bundled fails the build, and is named', async () => {
  const root = withFunction({ 'libs/greeting/src/handler.ts': "export { handler } from './nowhere';\n" });

  expect(await run(root)).toEqual({ success: false });
  expect(errors).toEqual([expect.stringContaining('libs/greeting/src/handler.ts')]);
  expect(said).toEqual(['4 files compiled, 0 functions bundled, 1 failed, so that nothing was changed']);
});

test.each(['{ "rotate": "handler.ts" }', '{ "Rotate!": "src/handler.ts" }', '["src/handler.ts"]'])(
  'functions declared as %s are refused, with what is wrong',
  async (functions) => {
    const root = withFunction({
      'libs/greeting/project.json': `{ "metadata": { "functions": ${functions} } }`,
    });

    expect(await run(root)).toEqual({ success: false });
    expect(errors.join()).toMatch(/metadata\.functions[^]*\(InvalidFunctions\)/);
  },
);

describe('beside another command of the checkout', () => {
  const main = (root: string) => join(root, 'apps/shop/dist/main.js');

  test('what runs compiled code finds every module, however often that is built', async () => {
    const root = workspace({});
    await run(root);
    let isRunning = true;
    let price = 0;
    const building = (async () => {
      while (isRunning) {
        writeFiles(root, { 'apps/shop/src/prices/price.ts': `export const price: number = ${++price};\n` });
        await run(root);
      }
    })();
    const failures: unknown[] = [];
    for (let runs = 0; runs < 8; runs++)
      await promisify(execFile)(process.execPath, ['-e', `require(${JSON.stringify(main(root))})`]).catch(
        (error: unknown) => failures.push(error),
      );
    isRunning = false;
    await building;

    expect(price).toBeGreaterThan(1);
    expect(failures).toEqual([]);
    expect(require(main(root))).toEqual({ total: 2 * price });
  });

  test('of two builds at once one waits for the other, and changes nothing', async () => {
    const root = workspace({});
    const results = await Promise.all([run(root), run(root)]);

    expect(results).toEqual([{ success: true }, { success: true }]);
    expect(said.filter((line) => line.includes('waits for another command of this checkout'))).toHaveLength(
      1,
    );
    expect(require(main(root))).toEqual({ total: 42 });
  });

  test('a build of what is built touches no file, and leaves the build its name', async () => {
    const root = workspace({});
    await run(root);
    const [before, id] = [statSync(main(root)), buildId(root)];
    await run(root);

    expect([statSync(main(root)).ino, statSync(main(root)).mtimeMs]).toEqual([before.ino, before.mtimeMs]);
    expect(buildId(root)).toBe(id);
    expect(wholeBuildId(root)).toBe(id);
  });

  /** Writes the file as soon as the build has read a source for the first time. */
  const savedMeanwhile = (root: string, text: string) =>
    jest.mocked(swc.transformFile).mockImplementationOnce(async (file, options) => {
      const result = swcItself.transformFile(file, options);
      await result.catch(() => undefined);
      writeFiles(root, { 'apps/shop/src/prices/price.ts': text });
      return result;
    });

  test('a source that is saved while it is compiled is compiled as it was saved', async () => {
    // An editor empties a file before it writes it.
    const root = workspace({ 'apps/shop/src/prices/price.ts': '' });
    savedMeanwhile(root, 'export const price: number = 4;\n');

    expect(await run(root)).toEqual({ success: true });
    expect(require(main(root))).toEqual({ total: 8 });
    expect(said).toEqual(['2 files compiled']);
  });

  test('what is wrong only until it is saved is not told', async () => {
    const root = workspace({ 'apps/shop/src/prices/price.ts': 'export const =' });
    savedMeanwhile(root, 'export const price: number = 4;\n');

    expect(await run(root)).toEqual({ success: true });
    expect(errors).toEqual([]);
  });

  test('who saves without end is given a build of what was read', async () => {
    const root = workspace({});
    for (let price = 1; price < 20; price++) savedMeanwhile(root, `export const price = ${10 ** price};\n`);

    expect(await run(root)).toEqual({ success: true });
    expect(said).toEqual(['2 files compiled']);
    expect(jest.mocked(swc.transformFile)).toHaveBeenCalledTimes(10);
  });

  test('a build that fails leaves what was built', async () => {
    const root = workspace({});
    await run(root);
    const id = buildId(root);
    writeFiles(root, {
      'apps/shop/src/main.ts': 'export const = ;\n',
      'apps/shop/src/prices/price.ts': 'export const price: number = 1;\n',
    });

    expect(await run(root)).toEqual({ success: false });
    expect(buildId(root)).toBe(id);
    expect(require(main(root))).toEqual({ total: 42 });
  });

  test('a build of other sources has another name, and so has one of which a folder is gone', async () => {
    const root = workspace({ 'libs/price/src/index.ts': 'export const one = 1;\n' });
    await run(root);
    const first = wholeBuildId(root);
    writeFiles(root, { 'libs/price/src/index.ts': 'export const one = 2;\n' });
    await run(root);
    const second = wholeBuildId(root);
    await rm(join(root, 'libs/price/dist'), { recursive: true });

    expect(second).not.toBe(first);
    expect(wholeBuildId(root)).not.toBe(second);
    await run(root);
    expect(readdirSync(join(root, 'libs/price/dist'))).toEqual(['index.js']);
  });
});
