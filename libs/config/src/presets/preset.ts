import { type EnvironmentInput } from '../environment-schema';

/** What a preset decides; the rest (name, account, deployment id, what is left of it) only an environment can know. */
export type Preset = Omit<
  EnvironmentInput,
  'name' | 'account' | 'preset' | 'deploymentId' | 'finalSnapshots'
>;
