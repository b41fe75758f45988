import { type EnvironmentFile } from '../definition/environment-file';
import { localVariant } from '../definition/local-variant';

/** Preset `ecs-ec2` on the local emulator. */
export const environment: EnvironmentFile = { promotedAfter: 'local', ...localVariant('ecs-ec2') };
