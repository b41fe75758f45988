import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { dataStoreProblems } from './data-store-problems';
import { relationalProblems } from './relational-problems';
import { type DatabaseSettings } from './settings';

/** What the settings of `database` require and the rest of the environment lacks or forbids. */
export function problems(
  environment: Surroundings<{ readonly database?: DatabaseSettings | undefined }>,
): Problem[] {
  const { regions, apps } = environment;
  return [
    ...(apps.database?.backup?.copyToDr && !regions.dr
      ? [
          {
            path: ['apps', 'database', 'backup', 'copyToDr'],
            allowed: 'false, since the environment has no DR region (regions.dr) to copy to',
          },
        ]
      : []),
    ...dataStoreProblems(environment),
    ...relationalProblems(environment),
  ];
}
