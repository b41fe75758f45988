import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P1: patient data in three zones, with a DR region. */
export const preset: Preset = {
  ...production,
  regions: {
    primary: regionPlan('ap-southeast-1', 'abc', '10.10'),
    dr: regionPlan('ap-southeast-2', 'abc', '10.11'),
  },
};
