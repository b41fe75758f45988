import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { credentialsOf, globalDatabaseOf } from './relational';
import { type DatabaseSettings } from './settings';

/** What the settings of the database require and the rest of the environment lacks or forbids. */
export function relationalProblems({
  protected: isProtected,
  regions,
  apps,
}: Surroundings<{ readonly database?: DatabaseSettings | undefined }>): Problem[] {
  const { relational, credentials } = apps.database ?? {};
  const at = (...path: string[]) => ['apps', 'database', ...path];
  if (!relational) {
    const allowed = 'none without a database';
    return credentials ? [{ path: at('credentials'), allowed }] : [];
  }
  const problems: Problem[] = [];

  if (globalDatabaseOf(relational) && !regions.dr) {
    problems.push({
      path: at('relational', 'global'),
      allowed: 'only with regions.dr, the region of its secondary',
    });
  }
  if (credentialsOf(relational) === 'own' && !credentials) {
    problems.push({
      path: at('credentials'),
      allowed: 'settings such as {"masterPasswordVersion": 1}, since the database has a password of its own',
    });
  }
  // In a global database, the settings of the credentials are right: `managed` is the mistake.
  if (credentialsOf(relational) === 'managed' && credentials && !globalDatabaseOf(relational)) {
    problems.push({
      path: at('credentials'),
      allowed: 'none, since RDS manages the password of the database',
    });
  }
  if (isProtected && relational.type === 'rds-postgres' && !relational.multiAz) {
    problems.push({ path: at('relational', 'multiAz'), allowed: `true, ${standby}` });
  }
  if (isProtected && relational.type !== 'rds-postgres' && relational.instances < 2) {
    problems.push({ path: at('relational', 'instances'), allowed: `at least 2, ${standby}` });
  }
  return problems;
}

const standby = 'since a protected environment does not wait for RDS to make another instance';
