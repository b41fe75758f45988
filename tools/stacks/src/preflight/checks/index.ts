import { type Check } from '../check';
import { accountServicesCheck } from './account-services';
import { cacheVersions } from './cache-versions';
import { databaseClasses } from './database-classes';
import { databaseVersions } from './database-versions';
import { foundationCheck } from './foundation';
import { hostedZone } from './hosted-zone';
import { instanceTypes } from './instance-types';
import { parametersOfPeople } from './parameters-of-people';
import { permissions } from './permissions';
import { quotas } from './quotas';

/** All checks before the first engine starts. docs/decisions/0036-preflight.md has them as a table. */
export const checks: readonly Check[] = [
  parametersOfPeople,
  foundationCheck,
  permissions,
  quotas,
  databaseVersions,
  databaseClasses,
  cacheVersions,
  instanceTypes,
  hostedZone,
  accountServicesCheck,
];
