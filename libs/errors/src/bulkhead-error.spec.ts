import { readFileSync } from 'node:fs';
import { BulkheadError, describeError, Refusal, systemErrorCode } from './bulkhead-error';

test('a user sees the message, the next step and the code, but no stack trace', () => {
  const error = new BulkheadError('PortInUse', 'Port 5000 is taken.', { next: 'npm run down' });

  expect(describeError(error)).toBe('Port 5000 is taken.\n  next: npm run down\n  (PortInUse)');
});

test('control characters in quoted text are escaped', () => {
  const error = new BulkheadError('BrokenContract', 'It is \u001b[2J\u202e.\nReally.', {
    next: 'wait\u0007',
  });

  expect(describeError(error)).toBe(
    'It is \\x1b[2J\\u{202e}.\nReally.\n  next: wait\\x07\n  (BrokenContract)',
  );
});

test('colours in the output of an engine are removed', () => {
  const error = new BulkheadError('TerraformFailed', '\u001b[31mError:\u001b[0m no VPC');

  expect(describeError(error)).toBe('Error: no VPC\n  (TerraformFailed)');
});

test('a defect shows its stack trace', () => {
  expect(describeError(new TypeError('x is not a function'))).toMatch(
    /TypeError: x is not a function\n\s+at /,
  );
});

test('a user sees a refusal like any other error, and a caller can tell it apart', () => {
  const refusal = new Refusal('StateLocked', 'Somebody is at work.', { next: 'wait' });

  expect(describeError(refusal)).toBe('Somebody is at work.\n  next: wait\n  (StateLocked)');
  expect(new BulkheadError('TerraformFailed', 'It failed.')).not.toBeInstanceOf(Refusal);
});

describe('an error of the operating system', () => {
  const thrownBy = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };

  test('shows the problem, the place and the next step, without a stack trace', () => {
    const error = thrownBy(() => readFileSync('/no/such/file'));

    expect(systemErrorCode(error)).toBe('ENOENT');
    expect(describeError(error)).toBe(
      "ENOENT: no such file or directory, open '/no/such/file'\n  next: correct what it names, then run the same command again\n  (ENOENT)",
    );
  });

  test('with a single possible cause names the remedy', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });

    expect(describeError(full)).toContain('next: make room on the disk, then run the same command again');
  });

  test.each([
    ['a defect', new TypeError('x is undefined')],
    ['an error with a code of its own', new BulkheadError('Code', 'message')],
    ['a text', 'text'],
    ['nothing', undefined],
  ])('is not %s', (_, error) => {
    expect(systemErrorCode(error)).toBeUndefined();
  });
});
