import { type EnvironmentFieldsInput } from './environment-fields';

/**
 * The fields that a preset decides, without the settings of the apps. The rest (account, deployment id, final
 * snapshots) depends on the environment.
 */
export type Preset = Omit<EnvironmentFieldsInput, 'account' | 'deploymentId' | 'finalSnapshots'>;
