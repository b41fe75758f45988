import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P5: a small SaaS in one region, without disaster recovery; database and service have their smallest size. */
export const preset: Preset = {
  ...production,
  regions: { primary: regionPlan('us-east-1', 'ab', '10.0') },
};
