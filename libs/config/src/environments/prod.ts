import { type EnvironmentFile } from '../definition/environment-file';

/** Production. Replace the account with yours: this one is the example account of AWS. */
export const environment: EnvironmentFile = {
  promotedAfter: 'dev',
  preset: 'saas',
  account: '444455556666',
};
