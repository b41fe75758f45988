import { BulkheadError, describeError, Refusal } from './bulkhead-error';

test('a user sees what happened, the next step and the code, and no stack', () => {
  const error = new BulkheadError('PortInUse', 'Port 5000 is taken.', { next: 'npm run down' });

  expect(describeError(error)).toBe('Port 5000 is taken.\n  next: npm run down\n  (PortInUse)');
});

test('what a message quotes of others draws nothing', () => {
  const error = new BulkheadError('BrokenContract', 'It is \u001b[2J\u202e.\nReally.', {
    next: 'wait\u0007',
  });

  expect(describeError(error)).toBe(
    'It is \\x1b[2J\\u{202e}.\nReally.\n  next: wait\\x07\n  (BrokenContract)',
  );
});

test('a defect shows its stack', () => {
  expect(describeError(new TypeError('x is not a function'))).toMatch(
    /TypeError: x is not a function\n\s+at /,
  );
});

test('a refusal is an error like any other to a user, and a kind of its own to a caller', () => {
  const refusal = new Refusal('StateLocked', 'Somebody is at work.', { next: 'wait' });

  expect(describeError(refusal)).toBe('Somebody is at work.\n  next: wait\n  (StateLocked)');
  expect(new BulkheadError('TerraformFailed', 'It failed.')).not.toBeInstanceOf(Refusal);
});
