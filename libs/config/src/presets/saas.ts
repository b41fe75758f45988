import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P5: a small SaaS in one region, no disaster recovery; the database and the service at their smallest. */
export const preset: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'ab', '10.0') },
};
