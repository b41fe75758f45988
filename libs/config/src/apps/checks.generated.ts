// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
import { addresses as appPlatformAddresses } from './app-platform/addresses';
import { addresses as networkAddresses } from './network/addresses';
import { problems as appPlatformProblems } from './app-platform/problems';
import { problems as cdnDnsProblems } from './cdn-dns/problems';
import { problems as databaseProblems } from './database/problems';
import { problems as drRegionProblems } from './dr-region/problems';
import { problems as networkProblems } from './network/problems';
import { problems as observabilityProblems } from './observability/problems';
import { warnings as cdnDnsWarnings } from './cdn-dns/warnings';
import { warnings as databaseWarnings } from './database/warnings';

/** What is wrong with the settings of an app in view of the whole environment. */
export const problemsOfApps = [
  appPlatformProblems,
  cdnDnsProblems,
  databaseProblems,
  drRegionProblems,
  networkProblems,
  observabilityProblems,
];

/** What is allowed, and yet below what AWS recommends. */
export const warningsOfApps = [cdnDnsWarnings, databaseWarnings];

/** What takes addresses in the private subnets. */
export const addressesOfApps = [appPlatformAddresses, networkAddresses];
