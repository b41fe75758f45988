import { defineEnvironment } from '../define-environment';

/** A shared account for development. Replace the account by yours: this one is AWS's example. */
export const dev = defineEnvironment(
  {
    name: 'dev',
    preset: 'saas',
    account: '111122223333',
    protected: false,
    finalSnapshots: false,
    dataClassification: 'internal',
  },
  'libs/config/src/environments/dev.ts',
);
