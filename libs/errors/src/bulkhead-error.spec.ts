import { BulkheadError, describeError } from './bulkhead-error';

test('a user sees what happened, the next step and the code, and no stack', () => {
  const error = new BulkheadError('PortInUse', 'Port 5000 is taken.', { next: 'npm run down' });

  expect(describeError(error)).toBe('Port 5000 is taken.\n  next: npm run down\n  (PortInUse)');
});

test('a defect shows its stack', () => {
  expect(describeError(new TypeError('x is not a function'))).toMatch(
    /TypeError: x is not a function\n\s+at /,
  );
});
