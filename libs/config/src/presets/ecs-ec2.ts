import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P4: one region, containers on EC2 capacity. */
export const preset: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'ab', '10.40') },
};
