import { localVariant } from '../local-variant';

/** Preset `ecs-ec2` on the local emulator. */
export const localEcsEc2 = localVariant('local-ecs-ec2', 'ecs-ec2');
