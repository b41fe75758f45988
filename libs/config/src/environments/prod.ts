import { defineEnvironment } from '../define-environment';

/** Production. Replace the account by yours: this one is AWS's example. */
export const prod = defineEnvironment(
  {
    name: 'prod',
    preset: 'saas',
    account: '444455556666',
  },
  'libs/config/src/environments/prod.ts',
);
