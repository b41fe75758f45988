import { type Preset } from './preset';

/**
 * What every preset starts from. These are the settings of a shared environment that holds PHI, so an
 * environment that relaxes one has to say so.
 */
export const production = {
  target: 'aws',
  protected: true,
  costCentre: 'platform',
  dataClassification: 'phi',
  compliance: 'hipaa',
  terraformState: { type: 's3' },
  // The platform is for everybody; whoever serves fewer says whom.
  allowedIpRanges: ['0.0.0.0/0'] as string[],
} as const satisfies Partial<Preset>;
