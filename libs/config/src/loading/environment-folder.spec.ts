import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentFolder } from './environment-folder';

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-environments-'));
afterAll(() => rmSync(folder, { recursive: true }));
const environments = new EnvironmentFolder(folder, 'libs/config/src/environments');

const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
write('local.ts', "export const environment = { preset: 'saas' };");
write('dev.ts', "export const environment = { preset: 'saas', promotedAfter: 'local' };");
write('dev.spec.ts', '');
write('types.d.ts', '');
write('README.md', '');

test('a new file is an environment at once; a file that is not a source is none', () => {
  expect(environments.names()).toEqual(['dev', 'local']);
  expect(environments.promoted()).toEqual(['local', 'dev']);
  write('staging.ts', "export const environment = { preset: 'saas', promotedAfter: 'dev' };");

  expect(environments.has('staging')).toBe(true);
  expect(environments.promoted()).toEqual(['local', 'dev', 'staging']);
  expect(environments.read('staging')).toEqual({ definition: { preset: 'saas' }, promotedAfter: 'dev' });
});

test.each(['prod', 'dev.spec', 'types', '../loading/promotion-order', 'README', ''])(
  '%j is no environment',
  (name) => {
    expect(environments.has(name)).toBe(false);
  },
);

test.each(['', "export const staging = { preset: 'saas' };", 'export const environment = undefined;'])(
  'a file with %j is refused, with the line to add and the file',
  (text) => {
    write('empty.ts', text);
    jest.resetModules();

    for (const read of [() => environments.read('empty'), () => environments.promoted()])
      expect(read).toThrow(
        expect.objectContaining({
          code: 'InvalidEnvironment',
          message: 'libs/config/src/environments/empty.ts exports no environment.',
          next: expect.stringContaining(
            'add to libs/config/src/environments/empty.ts: export const environment: EnvironmentFile = {',
          ),
        }),
      );
  },
);
