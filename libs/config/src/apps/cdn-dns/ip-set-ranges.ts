import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { isNetwork } from '../../regions/cidr';
import { eachOnce } from '../../values/each-once';

/**
 * A network as an IP set of WAF takes it: any size but /0.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateIPSet.html
 */
function isIpSetRange(range: string): boolean {
  return isIpv6Network(range) || (isNetwork(range) && !range.endsWith('/0'));
}

/** In the short form and lower case of RFC 5952: AWS returns this form, and a plan would show any other as a difference. */
function isIpv6Network(range: string): boolean {
  const [, address = '', prefix = ''] = /^([0-9a-f:]+)\/([1-9]\d{0,2})$/.exec(range) ?? [];
  if (!isIPv6(address) || new URL(`http://[${address}]`).hostname !== `[${address}]`) return false;
  const hostBits = 128n - BigInt(prefix);
  return hostBits >= 0n && bitsOf(address) % 2n ** hostBits === 0n;
}

function bitsOf(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail ?? '')];
  return all.reduce((bits, group) => bits * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Networks of IPv4 and IPv6. An IP set has at most 10,000. */
export const ipSetRanges = z
  .array(
    z.string().refine(isIpSetRange, {
      params: {
        allowed:
          'a network such as 203.0.113.0/24 or 2001:db8::/32, host bits zero, in lower case, not /0: WAF takes no other',
      },
    }),
  )
  .min(1)
  .max(10_000)
  .superRefine(eachOnce);

/** The networks of each address family. An IP set has one family. */
export function byFamily(ranges: readonly string[]): { readonly ipv4: string[]; readonly ipv6: string[] } {
  const isV6 = (range: string) => range.includes(':');
  return { ipv4: ranges.filter((range) => !isV6(range)), ipv6: ranges.filter(isV6) };
}
