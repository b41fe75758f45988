import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { parseEnvironment } from '../definition/define-environment';
import { environmentNames, loadEnvironment } from './load-environment';
import { presetNames } from '../presets/preset-names.generated';
import { productionOf } from '../definition/production-of';

const directory = mkdtempSync(join(tmpdir(), 'bulkhead-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return name;
};

const folder = (name: string) => {
  mkdirSync(join(directory, name));
  return name;
};

/** The message for an environment that does not exist. */
const refusalOf = (reference: string): string => {
  try {
    loadEnvironment(reference, directory);
  } catch (error) {
    return describeError(error);
  }
  throw new Error('It was accepted.');
};

test('every environment in the folder can be loaded by its name', () => {
  const files = readdirSync(join(__dirname, '../environments')).map((file) => file.replace(/\.ts$/, ''));

  expect([...environmentNames()].sort()).toEqual(files.sort());
  for (const name of environmentNames()) expect(loadEnvironment(name, directory).name).toBe(name);
});

test('only local and its variants use the emulator', () => {
  const onEmulator = environmentNames().filter(
    (name) => loadEnvironment(name, directory).target === 'emulator',
  );

  expect(onEmulator).toEqual(environmentNames().filter((name) => /^local(-|$)/.test(name)));
});

test('every preset has one variant on the emulator, with the stacks and settings of production', () => {
  const variants = environmentNames()
    .map((name) => loadEnvironment(name, directory))
    .filter(({ target }) => target === 'emulator');

  expect(variants.map(({ preset }) => preset).sort()).toEqual([...presetNames].sort());
  for (const { name, preset, apps, regions, protected: isProtected } of variants) {
    // An environment of the emulator has a domain of its own, or none.
    const domain = apps['cdn-dns']?.zone?.domain;
    const definition = productionOf(preset);
    const production = parseEnvironment(
      domain === undefined ? { ...definition, apps: {} } : definition,
      'production-of.ts',
    );
    const { 'cdn-dns': edge, observability, ...others } = production.apps;
    const named = domain === undefined ? edge : { ...edge, zone: { ...edge?.zone, domain } };
    expect({ apps, regions }).toEqual({
      // The first environment that people deploy watches nothing, so that it takes little time.
      apps: { ...others, 'cdn-dns': named, ...(name !== 'local' && { observability }) },
      regions: production.regions,
    });
    expect([isProtected, production.protected]).toEqual([false, true]);
  }
});

test('a JSON file is an environment', () => {
  const file = write('qa.json', '{ "name": "qa", "preset": "saas", "account": "123456789012" }');

  expect(loadEnvironment(file, directory)).toMatchObject({ name: 'qa', account: '123456789012' });
});

test('a byte-order mark is ignored', () => {
  const file = write('bom.json', '\ufeff{ "name": "qa", "preset": "saas", "account": "123456789012" }');

  expect(loadEnvironment(file, directory).name).toBe('qa');
});

test('a pipe is refused: reading it could wait for ever', () => {
  execFileSync('mkfifo', [join(directory, 'pipe.json')]);

  expect(() => loadEnvironment('pipe.json', directory)).toThrow(
    'pipe.json is not JSON that can be read: it is a pipe',
  );
});

test('a file name is quoted for the shell, and control characters are escaped', () => {
  const message = refusalOf(write("it's \u001b[31m.json", '{'));

  expect(message).toContain("it's \\x1b[31m.json is not JSON");
  expect(message).toContain("next: correct 'it'\\''s");
});

test('a misspelt name gets a suggestion, and no environment is deployed', () => {
  expect(refusalOf('porD')).toContain('next: write --environment=prod');
});

test.each([
  [
    'an unknown name',
    'lokal',
    'UnknownEnvironment',
    'There is no environment "lokal"; allowed: dev, local, local-ecs-ec2, local-hipaa-dr, local-patient-data, local-web, prod',
  ],
  [
    'a name of Object.prototype',
    'constructor',
    'UnknownEnvironment',
    'There is no environment "constructor"',
  ],
  ['a missing file', 'none.json', 'UnreadableEnvironment', 'none.json cannot be read: ENOENT'],
  [
    'a file that is not JSON',
    write('broken.json', '{ "name": '),
    'UnreadableEnvironment',
    'broken.json is not JSON that can be read: 1:11: ',
  ],
  [
    'a file with two equal keys',
    write('twice.json', '{\n  "protected": true,\n  "protected": false\n}'),
    'UnreadableEnvironment',
    'twice.json is not JSON that can be read: 3:3: the key "protected" is there already, at 2:3',
  ],
  [
    'a file of brackets',
    write('deep.json', '['.repeat(30_000)),
    'UnreadableEnvironment',
    'deep.json is not JSON that can be read: 1:65: more than 64 brackets',
  ],
  [
    'a file of a megabyte',
    write('large.json', `{"name": "${'x'.repeat(1_000_000)}"}`),
    'UnreadableEnvironment',
    'large.json is not JSON that can be read: it has 1000012 bytes, and at most 65536 are read',
  ],
  ['a folder', folder('folder.json'), 'UnreadableEnvironment', 'folder.json cannot be read: EISDIR'],
  [
    'a file that is not valid',
    write('bad.json', '{}'),
    'InvalidEnvironment',
    'bad.json is not a valid environment',
  ],
])('%s is refused', (_, reference, code, message) => {
  expect(() => loadEnvironment(reference, directory)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message), next: expect.any(String) }),
  );
});
