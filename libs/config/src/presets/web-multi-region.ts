import { type Preset } from '../fields/preset';
import { production } from '../fields/production';
import { regionPlan } from '../regions/region-plan';

/** P2: a web platform that is active in two regions. */
export const preset: Preset = {
  ...production,
  regions: {
    primary: regionPlan('us-east-1', 'abc', '10.20'),
    dr: regionPlan('us-west-2', 'abc', '10.21'),
  },
};
