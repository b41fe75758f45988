import { defineEnvironment } from '../define-environment';

/** The platform on the local emulator. Nothing in it is real, so nothing in it is protected. */
export const local = defineEnvironment(
  {
    name: 'local',
    preset: 'saas',
    account: '123456789012',
    target: 'emulator',
    protected: false,
  },
  'libs/config/src/environments/local.ts',
);
