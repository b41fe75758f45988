import { type EnvironmentFile } from '../definition/environment-file';

/** A shared account for development. Replace the account by yours: this one is AWS's example. */
export const environment: EnvironmentFile = {
  promotedAfter: 'local',
  preset: 'saas',
  account: '111122223333',
  protected: false,
  finalSnapshots: false,
  dataClassification: 'internal',
};
