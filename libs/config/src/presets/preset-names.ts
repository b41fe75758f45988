/** The five reference systems; see the README of this lib for what each is for. */
export const presetNames = ['saas', 'patient-data', 'web-multi-region', 'hipaa-dr', 'ecs-ec2'] as const;

/** The shape an environment starts from. */
export type PresetName = (typeof presetNames)[number];
