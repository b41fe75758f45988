import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P3: the data tier of a HIPAA platform with a DR region. */
export const preset: Preset = {
  ...production,
  regions: {
    primary: regionPlan('eu-central-1', 'abc', '10.30'),
    dr: regionPlan('eu-west-1', 'abc', '10.31'),
  },
};
