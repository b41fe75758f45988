import { type EnvironmentFile } from '../definition/environment-file';

/** Production. Replace the account by yours: this one is AWS's example. */
export const environment: EnvironmentFile = {
  promotedAfter: 'dev',
  preset: 'saas',
  account: '444455556666',
};
