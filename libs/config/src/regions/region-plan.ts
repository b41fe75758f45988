import { type Region } from './region-schema';

/**
 * The address plan that all presets share: one /16 per region, one /24 per subnet. Public subnets are numbered from 1,
 * private ones from 11 and isolated ones from 21, in zone order. This leaves room for ten zones in each tier.
 *
 * @param name region, such as `us-east-1`
 * @param zones letters of its availability zones, such as `ab`
 * @param network first two octets, such as `10.0`; must differ between regions that may be peered
 */
export function regionPlan(name: string, zones: string, network: string): Region {
  return {
    name,
    cidr: `${network}.0.0/16`,
    availabilityZones: [...zones].map((letter, index) => ({
      name: `${name}${letter}`,
      public: `${network}.${1 + index}.0/24`,
      private: `${network}.${11 + index}.0/24`,
      isolated: `${network}.${21 + index}.0/24`,
    })),
  };
}
