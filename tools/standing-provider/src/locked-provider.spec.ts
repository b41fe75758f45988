import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedProvider } from './locked-provider';
import { TestFolder } from './testing';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.remove());

test('the provider is found in the package that the lock names', async () => {
  expect(await lockedProvider(folder.directory)).toEqual({
    program: folder.program,
    hash: folder.hash(),
    directory: folder.directory,
    configurations: 1,
  });
});

test('a stack that spans two regions has two configurations', async () => {
  folder.configure({ aws: [{ region: 'us-east-1' }, { alias: 'dr', region: 'us-west-2' }] });
  expect(await lockedProvider(folder.directory)).toMatchObject({ configurations: 2 });
});

test.each([
  ['the program was changed', () => appendFileSync(folder.program, '\n')],
  ['a file was added to the package', () => writeFileSync(join(folder.packageFolder, 'more'), '')],
  ['the lock has the hash of another package', () => folder.lock('h1:AAAA')],
  ['the lock has the hashes of archives alone', () => folder.lock('zh:01')],
  [
    'the package has no program',
    () => {
      folder.remove();
      mkdirSync(folder.packageFolder, { recursive: true });
      folder.configure({ aws: [{}] });
    },
  ],
  [
    'two versions are installed',
    () => mkdirSync(join(folder.packageFolder, '../../5.99.0/linux_amd64'), { recursive: true }),
  ],
  ['nothing is installed', () => folder.remove()],
  ['the configuration has another provider too', () => folder.configure({ aws: [{}], random: [{}] })],
  ['the configuration has none', () => folder.configure({})],
])('Terraform starts its own provider if %s', async (_, change) => {
  change();
  expect(await lockedProvider(folder.directory)).toBeUndefined();
});

test('a package that changes after its check is checked again', async () => {
  expect(await lockedProvider(folder.directory)).toMatchObject({ hash: folder.hash() });
  appendFileSync(folder.program, '\n');
  expect(await lockedProvider(folder.directory)).toBeUndefined();
});
