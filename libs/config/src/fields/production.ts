import { type Preset } from './preset';

/**
 * The base of every preset: the settings of a shared environment that holds PHI. An environment that relaxes a setting
 * must say so.
 */
export const production = {
  target: 'aws',
  protected: true,
  costCentre: 'platform',
  dataClassification: 'phi',
  compliance: 'hipaa',
  terraformState: { type: 's3' },
  // The platform is open to everybody. An environment for fewer people must list their networks.
  allowedIpRanges: ['0.0.0.0/0'] as string[],
} as const satisfies Partial<Preset>;
