import { type AppPresets } from '../app-presets';
import { type DrRegionSettings } from './settings';

/** Everything active in both regions or ready to be, except a cache and a file system. */
const standby: DrRegionSettings = {
  network: { natGateways: 3 },
  relational: { instances: 2 },
  storage: {},
  backup: {},
  replication: {},
};

/** The standby of each preset that has a DR region. */
export const presets: AppPresets<DrRegionSettings> = {
  'patient-data': { ...standby, cache: { nodes: 2 }, 'file-system': {} },
  'web-multi-region': { ...standby, 'static-assets': {} },
  'hipaa-dr': standby,
};
