import { BlockList, isIPv4 } from 'node:net';

/**
 * True if `text` is an IPv4 network in CIDR notation with its host bits zero. EC2 accepts only this form for a VPC or
 * subnet without changing it (`10.0.1.0/24` is such a network, `10.0.1.7/24` is not).
 */
export function isNetwork(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.split('/');
  if (rest.length > 0 || !isIPv4(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) return false;
  const bits = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return bits % 2 ** (32 - Number(prefix)) === 0;
}

/** True if every address of `inner` is in `outer`. Both are networks as defined by `isNetwork`. */
export function contains(outer: string, inner: string): boolean {
  return prefixOf(inner) >= prefixOf(outer) && blockOf(outer).check(baseOf(inner));
}

/** True if the two networks share an address: one of them then contains the other. */
export function overlap(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}

/** The number of addresses of a network, including those that EC2 reserves. */
export function addressesIn(network: string): number {
  return 2 ** (32 - prefixOf(network));
}

function blockOf(network: string): BlockList {
  const block = new BlockList();
  block.addSubnet(baseOf(network), prefixOf(network));
  return block;
}

function baseOf(network: string): string {
  return network.slice(0, network.indexOf('/'));
}

function prefixOf(network: string): number {
  return Number(network.slice(network.indexOf('/') + 1));
}
