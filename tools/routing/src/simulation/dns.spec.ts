import { type DnsRecord, type Policy, type RecordGroup, type Routing, type Target } from '../model/routing';
import { answersTo } from './dns';
import { type KnownHealth } from './health';

const loadBalancer = (region: 'primary' | 'dr'): Target => ({ type: 'load-balancer', region });

function record(address: string, policy: Policy, rest: Partial<DnsRecord> = {}): DnsRecord {
  return {
    address,
    policy,
    target: loadBalancer('primary'),
    evaluatesTarget: false,
    ttlSeconds: 60,
    ...rest,
  };
}

function ask(groups: Record<string, readonly DnsRecord[]>, known: Partial<KnownHealth> = {}) {
  const routing: Pick<Routing, 'groups'> = {
    groups: new Map(
      Object.entries(groups).map(([name, records]): [string, RecordGroup] => [name, { name, records }]),
    ),
  };
  const health = { checks: {}, loadBalancers: { primary: true, dr: true }, ...known };
  return answersTo('name', 'primary', routing, health).map(({ target, share }) => [
    target.type === 'distribution' ? target.type : target.region,
    share,
  ]);
}

const weight = (value: number): Policy => ({ type: 'weighted', weight: value });
const dr = { target: loadBalancer('dr') };
const checked = (healthCheck: string) => ({ healthCheck });

test('a record without a health check is always healthy', () => {
  const records = [record('a', weight(1), checked('sick')), record('b', weight(1), dr)];

  expect(ask({ name: records }, { checks: { sick: false } })).toEqual([['dr', 1]]);
});

test('records of weight 0 answer if no other record is healthy, each with the same share', () => {
  const records = [
    record('a', weight(1), checked('sick')),
    record('b', weight(0), dr),
    record('c', weight(0), checked('well')),
  ];

  expect(ask({ name: records }, { checks: { sick: false, well: true } })).toEqual([
    ['dr', 0.5],
    ['primary', 0.5],
  ]);
});

test('if no record is healthy, weights hold as if all were', () => {
  const records = [
    record('a', weight(3), checked('sick')),
    record('b', weight(1), { ...dr, ...checked('sick') }),
  ];

  expect(ask({ name: records }, { checks: { sick: false } })).toEqual([
    ['primary', 0.75],
    ['dr', 0.25],
  ]);
});

test('a record that has a health check and evaluates its target must pass both', () => {
  const records = (rest: Partial<DnsRecord>) => [
    record('a', { type: 'failover', place: 'PRIMARY' }, { ...checked('well'), ...rest }),
    record('b', { type: 'failover', place: 'SECONDARY' }, dr),
  ];
  const known = { checks: { well: true }, loadBalancers: { primary: false, dr: true } };

  expect(ask({ name: records({ evaluatesTarget: true }) }, known)).toEqual([['dr', 1]]);
  expect(ask({ name: records({ evaluatesTarget: false }) }, known)).toEqual([['primary', 1]]);
});

describe('an alias to another name', () => {
  const groups = (evaluatesTarget: boolean) => ({
    name: [
      record(
        'a',
        { type: 'failover', place: 'PRIMARY' },
        { target: { type: 'name', name: 'inner' }, evaluatesTarget },
      ),
      record('b', { type: 'failover', place: 'SECONDARY' }, dr),
    ],
    inner: [record('c', weight(1), checked('one')), record('d', weight(3), { ...dr, ...checked('other') })],
  });

  test('is healthy while any record of that name is', () => {
    expect(ask(groups(true), { checks: { one: true, other: false } })).toEqual([['primary', 1]]);
  });

  test('is left if no record of that name is healthy', () => {
    expect(ask(groups(true), { checks: { one: false, other: false } })).toEqual([['dr', 1]]);
  });

  test('is followed whatever its records say, if it does not evaluate them', () => {
    expect(ask(groups(false), { checks: { one: false, other: false } })).toEqual([
      ['primary', 0.25],
      ['dr', 0.75],
    ]);
  });
});
