import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNames, loadEnvironment } from './load-environment';

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

test('only local talks to the emulator', () => {
  const targets = environmentNames.map((name) => [name, loadEnvironment(name, directory).target]);

  expect(targets.filter(([, target]) => target === 'emulator')).toEqual([['local', 'emulator']]);
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
    'There is no environment "lokal"; allowed: local, dev, prod',
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
