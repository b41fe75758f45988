import { BulkheadError } from '@bulkhead/errors';
import { wasInterrupted, watchInterruption } from './interruption';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks the run to end, once', (signal) => {
  const interruption = watchInterruption();
  expect(interruption.signal.aborted).toBe(false);
  process.emit(signal, signal);
  process.emit('SIGINT', 'SIGINT');
  interruption.close();

  expect(wasInterrupted(interruption.signal)).toBe(true);
  expect(interruption.signal.reason).toMatchObject({
    code: 'Interrupted',
    message: expect.stringContaining(signal),
    next: expect.any(String),
  });
});

test('the end of the parent process asks the run to end', () => {
  const interruption = watchInterruption();
  process.emit('disconnect');
  interruption.close();

  expect(wasInterrupted(interruption.signal)).toBe(true);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])('after close, %s is handled as before', (event) => {
  const before = process.listenerCount(event);
  const interruption = watchInterruption();
  expect(process.listenerCount(event)).toBe(before + 1);
  interruption.close();

  expect(process.listenerCount(event)).toBe(before);
  expect(interruption.signal.aborted).toBe(false);
});

test('a deadline is no interruption', () => {
  expect(wasInterrupted(AbortSignal.abort(new BulkheadError('DeadlineExceeded', 'late')))).toBe(false);
});

test('a signal that was aborted for another reason is no interruption', () => {
  expect(wasInterrupted(AbortSignal.abort())).toBe(false);
});
