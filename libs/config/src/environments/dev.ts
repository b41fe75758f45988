import { type EnvironmentFile } from '../definition/environment-file';

/** A shared account for development. Replace the account with yours: this one is the example account of AWS. */
export const environment: EnvironmentFile = {
  promotedAfter: 'local',
  preset: 'saas',
  account: '111122223333',
  protected: false,
  finalSnapshots: false,
  dataClassification: 'internal',
};
