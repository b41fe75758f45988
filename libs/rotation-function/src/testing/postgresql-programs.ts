import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';

/** The folder where Debian keeps the programs of each version. Debian does not add it to the PATH. */
const debianRoot = '/usr/lib/postgresql';

/**
 * Absolute path of a program of PostgreSQL: on the PATH, or in the folder of Debian.
 *
 * @throws BulkheadError `PostgresqlMissing`
 */
export function findPostgresqlProgram(
  name: 'initdb' | 'postgres',
  path: string = process.env['PATH'] ?? '',
  debian: string = debianRoot,
): string {
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...path.split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))];
  const found = folders.map((folder) => join(folder, name)).find(existsSync);
  if (found) return found;
  throw new BulkheadError('PostgresqlMissing', `There is no ${name} on this machine.`, {
    next: 'apt-get install postgresql (Debian, Ubuntu), or brew install postgresql (macOS)',
  });
}
