import { describeDiagnostic, type Diagnostic, parseMessage } from './terraform-message';

test.each(['', 'Initializing the backend...', '{ not json', '[{"type":"log"}]'])(
  '%j is no message',
  (line) => {
    expect(parseMessage(line)).toBeUndefined();
  },
);

test('a line of JSON is a message', () => {
  const message = { type: 'change_summary', changes: { add: 1, change: 0, remove: 2, operation: 'apply' } };

  expect(parseMessage(JSON.stringify(message))).toEqual(message);
});

test.each<[string, Partial<Diagnostic>, string]>([
  ['a summary', {}, 'creating VPC'],
  ['a resource', { address: 'aws_vpc.main' }, 'aws_vpc.main: creating VPC'],
  ['details', { detail: '\nlimit reached\n' }, 'creating VPC\n  limit reached'],
  ['details that are only white space', { detail: ' \n' }, 'creating VPC'],
  [
    'both',
    { address: 'aws_vpc.main', detail: 'limit reached' },
    'aws_vpc.main: creating VPC\n  limit reached',
  ],
])('a diagnostic with %s', (_, over, expected) => {
  expect(describeDiagnostic({ severity: 'error', summary: 'creating VPC', ...over })).toBe(expected);
});
