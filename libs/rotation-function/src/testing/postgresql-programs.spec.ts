import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresqlProgram } from './postgresql-programs';

const folder = mkdtempSync(join(tmpdir(), 'bulkhead-programs-'));
for (const path of ['path', 'debian/9/bin', 'debian/15/bin']) {
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, path, 'initdb'), '');
}
const find = (path: string, debian: string) =>
  findPostgresqlProgram('initdb', join(folder, path), join(folder, debian));

test('a program on the PATH comes first', () => {
  expect(find('path', 'debian')).toBe(join(folder, 'path/initdb'));
});

test('of Debian’s versions, the newest is used', () => {
  expect(find('nowhere', 'debian')).toBe(join(folder, 'debian/15/bin/initdb'));
});

test('if there is none, the error says what to install', () => {
  expect(() => find('nowhere', 'nowhere')).toThrow(
    expect.objectContaining({
      code: 'PostgresqlMissing',
      next: expect.stringContaining('apt-get install postgresql'),
    }),
  );
});
