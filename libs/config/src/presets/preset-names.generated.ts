// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
/** The reference systems; the README of this lib says what each is for. */
export const presetNames = ['ecs-ec2', 'hipaa-dr', 'patient-data', 'saas', 'web-multi-region'] as const;

/** The shape an environment starts from. */
export type PresetName = (typeof presetNames)[number];
