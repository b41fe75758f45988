import { join } from 'node:path';
import { testFolder } from '../../../test-folder';
import { type Journal, readJournal } from './journal';

const line = (type: string, action: string, address: string, id?: string) =>
  JSON.stringify({
    '@message': `${address}: ${type}`,
    type,
    hook: { resource: { addr: address }, action, ...(id && { id_key: 'id', id_value: id }) },
  });
const started = (address: string, action = 'create', id?: string) => line('apply_start', action, address, id);
const completed = (address: string, id?: string, action = 'create') =>
  line('apply_complete', action, address, id);

function journalOf(text: string): Journal {
  return readJournal(join(testFolder({ 'apply.jsonl': text }), 'apply.jsonl'));
}
const told = ({ created, begun }: Journal) => ({ created: Object.fromEntries(created), begun: [...begun] });

test('created resources have their id, and started ones are listed', () => {
  const text = [
    '{"type":"version","terraform":"1.11.4"}',
    started('aws_vpc.a'),
    started('aws_eip.b'),
    completed('aws_vpc.a', 'vpc-1'),
    started('aws_subnet.c'),
    'Warning: not JSON',
    '{"type":"apply_start","hook":{"action":"create"}}',
    '',
  ].join('\n');

  expect(told(journalOf(text))).toEqual({
    created: { 'aws_vpc.a': 'vpc-1' },
    begun: ['aws_eip.b', 'aws_subnet.c'],
  });
});

test('an incomplete last line is ignored', () => {
  const whole = [started('aws_vpc.a'), completed('aws_vpc.a', 'vpc-1')].join('\n');

  for (let length = 0; length < whole.length; length++) {
    expect(journalOf(whole.slice(0, length)).created.size).toBe(0);
  }
  expect(journalOf(whole).created.get('aws_vpc.a')).toBe('vpc-1');
});

test.each<[string, string[], Record<string, string>]>([
  [
    'destroyed first',
    [
      started('aws_route.a', 'delete', 'r-1'),
      completed('aws_route.a', undefined, 'delete'),
      started('aws_route.a'),
      completed('aws_route.a', 'r-2'),
    ],
    { 'aws_route.a': 'r-2' },
  ],
  [
    'created first',
    [
      started('aws_route.a'),
      completed('aws_route.a', 'r-2'),
      started('aws_route.a', 'delete', 'r-1'),
      completed('aws_route.a', undefined, 'delete'),
    ],
    { 'aws_route.a': 'r-2' },
  ],
  [
    'destroyed after all',
    [
      started('aws_route.a'),
      completed('aws_route.a', 'r-2'),
      started('aws_route.a', 'delete', 'r-2'),
      completed('aws_route.a', undefined, 'delete'),
    ],
    {},
  ],
])('for a resource that is %s, the remaining object is listed', (_, lines, expected) => {
  expect(told(journalOf(lines.join('\n'))).created).toEqual(expected);
});

test('changed, read and refused resources do not count as created', () => {
  const text = [
    started('aws_vpc.a', 'update', 'vpc-1'),
    completed('aws_vpc.a', 'vpc-1', 'update'),
    completed('data.aws_ssm_parameter.b', '/b', 'read'),
    started('aws_eip.c'),
    line('apply_errored', 'create', 'aws_eip.c'),
  ].join('\n');

  expect(told(journalOf(text))).toEqual({ created: {}, begun: [] });
});

test('attempted creations are listed whatever their result, and failures with their error', () => {
  const diagnostic = (severity: string, over: object) =>
    JSON.stringify({ type: 'diagnostic', diagnostic: { severity, summary: 'creating', ...over } });
  const { attempted, failures } = journalOf(
    [
      started('aws_vpc.a'),
      completed('aws_vpc.a', 'vpc-1'),
      started('aws_eip.b'),
      line('apply_errored', 'create', 'aws_eip.b'),
      diagnostic('error', { address: 'aws_eip.b', detail: 'AddressLimitExceeded' }),
      diagnostic('error', { address: 'aws_eip.c' }),
      diagnostic('warning', { address: 'aws_vpc.a', detail: 'deprecated' }),
      diagnostic('error', { detail: 'of no resource' }),
      started('aws_subnet.d', 'delete', 's-1'),
    ].join('\n'),
  );

  expect([...attempted]).toEqual(['aws_vpc.a', 'aws_eip.b']);
  expect([...failures]).toEqual([
    ['aws_eip.b', 'creating AddressLimitExceeded'],
    ['aws_eip.c', 'creating '],
  ]);
});

test('a resource that was created without a reported id is no longer listed as started', () => {
  const { created, begun } = journalOf([started('aws_route.a'), completed('aws_route.a')].join('\n'));

  expect([created.size, begun.size]).toEqual([0, 0]);
});

test('a missing file gives an empty journal', () => {
  expect(told(readJournal(join(testFolder(), 'apply.jsonl')))).toEqual({ created: {}, begun: [] });
});
