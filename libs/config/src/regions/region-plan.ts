import { type Region } from './region-schema';

/**
 * The address plan all presets share: one /16 a region, one /24 a subnet. Public subnets are numbered from
 * 1, private from 11 and isolated from 21, in zone order, which leaves room for ten zones in each tier.
 *
 * @param name region, such as `us-east-1`
 * @param zones letters of its availability zones, such as `ab`
 * @param network first two octets, such as `10.0`; different in regions that may be peered
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
