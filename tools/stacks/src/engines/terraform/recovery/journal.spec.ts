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

test('what Terraform said it created has its id, and what it had begun is known', () => {
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

test('half a line at the end is what had not been said', () => {
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
])('of a resource that is %s the object that is left is told', (_, lines, expected) => {
  expect(told(journalOf(lines.join('\n'))).created).toEqual(expected);
});

test('what was changed, read or refused was not created', () => {
  const text = [
    started('aws_vpc.a', 'update', 'vpc-1'),
    completed('aws_vpc.a', 'vpc-1', 'update'),
    completed('data.aws_ssm_parameter.b', '/b', 'read'),
    started('aws_eip.c'),
    line('apply_errored', 'create', 'aws_eip.c'),
  ].join('\n');

  expect(told(journalOf(text))).toEqual({ created: {}, begun: [] });
});

test('what was attempted is known whatever became of it, and why something failed', () => {
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

test('what was created without an id that Terraform tells is not begun any more', () => {
  const { created, begun } = journalOf([started('aws_route.a'), completed('aws_route.a')].join('\n'));

  expect([created.size, begun.size]).toEqual([0, 0]);
});

test('a file that is not there tells nothing', () => {
  expect(told(readJournal(join(testFolder(), 'apply.jsonl')))).toEqual({ created: {}, begun: [] });
});
