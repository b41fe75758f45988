import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from './define-environment';
import { environmentNames, loadEnvironment } from './load-environment';
import { presetNames } from './presets/preset-names';
import { productionOf } from './production-of';

const directory = mkdtempSync(join(tmpdir(), 'bulkhead-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return name;
};

test('every environment in the folder can be loaded by its name', () => {
  const files = readdirSync(join(__dirname, 'environments')).map((file) => file.replace(/\.ts$/, ''));

  expect([...environmentNames].sort()).toEqual(files.sort());
  for (const name of environmentNames) expect(loadEnvironment(name, directory).name).toBe(name);
});

test('only local and its variants talk to the emulator', () => {
  const onEmulator = environmentNames.filter(
    (name) => loadEnvironment(name, directory).target === 'emulator',
  );

  expect(onEmulator).toEqual(environmentNames.filter((name) => /^local(-|$)/.test(name)));
});

test('every preset has one variant on the emulator, with the stacks and settings of production', () => {
  const variants = environmentNames
    .map((name) => loadEnvironment(name, directory))
    .filter(({ target }) => target === 'emulator');

  expect(variants.map(({ preset }) => preset).sort()).toEqual([...presetNames].sort());
  for (const { preset, apps, regions, protected: isProtected } of variants) {
    const production = parseEnvironment(productionOf(preset), 'production-of.ts');
    expect({ apps, regions }).toEqual({ apps: production.apps, regions: production.regions });
    expect([isProtected, production.protected]).toEqual([false, true]);
  }
});

test('a JSON file is an environment', () => {
  const file = write('qa.json', '{ "name": "qa", "preset": "saas", "account": "123456789012" }');

  expect(loadEnvironment(file, directory)).toMatchObject({ name: 'qa', account: '123456789012' });
});

test.each([
  [
    'an unknown name',
    'lokal',
    'UnknownEnvironment',
    'There is no environment "lokal"; allowed: local, local-patient-data, local-web, local-hipaa-dr, local-ecs-ec2, dev, prod',
  ],
  [
    'a name of Object.prototype',
    'constructor',
    'UnknownEnvironment',
    'There is no environment "constructor"',
  ],
  ['a file that is not there', 'none.json', 'UnreadableEnvironment', 'none.json cannot be read: ENOENT'],
  [
    'a file that is not JSON',
    write('broken.json', '{ "name": '),
    'UnreadableEnvironment',
    'broken.json is not JSON',
  ],
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
