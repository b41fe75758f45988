import { type EnvironmentFieldsInput } from './environment-fields';

/**
 * What a preset decides beside the settings of the apps. The rest (account, deployment id, what is left of it) only an
 * environment can know.
 */
export type Preset = Omit<EnvironmentFieldsInput, 'account' | 'deploymentId' | 'finalSnapshots'>;
