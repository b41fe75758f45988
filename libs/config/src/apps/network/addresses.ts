import { type AddressUse } from '../address-use';
import { type NetworkSettings } from './settings';

/** One address in each private subnet for each interface endpoint, and one for a Transit Gateway. */
export function addresses({ network }: { readonly network: NetworkSettings }): AddressUse[] {
  return [
    { what: 'interface endpoints', count: network.vpc.endpoints.interface.length },
    { what: 'a Transit Gateway', count: network.transit ? 1 : 0 },
  ];
}
