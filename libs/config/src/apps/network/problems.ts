import { type Problem } from '../../values/problem';
import { type Surroundings } from '../surroundings';
import { type NetworkSettings } from './settings';

/** What the settings of the network require and the rest of the environment lacks. */
export function problems({ regions, apps }: Surroundings<{ readonly network: NetworkSettings }>): Problem[] {
  const { vpc, transit } = apps.network;
  const zones = regions.primary.availabilityZones.length;
  return [
    ...(transit && !regions.dr
      ? [{ path: ['regions', 'dr'], allowed: 'a region to peer with, since apps.network.transit is set' }]
      : []),
    ...(vpc.natGateways > zones
      ? [
          {
            path: ['apps', 'network', 'vpc', 'natGateways'],
            allowed: `at most one per availability zone: ${zones}`,
          },
        ]
      : []),
  ];
}
