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

test('so does the end of the process that started this one', () => {
  const interruption = watchInterruption();
  process.emit('disconnect');
  interruption.close();

  expect(wasInterrupted(interruption.signal)).toBe(true);
});

test('after it is closed, signals are what they were', () => {
  const before = process.listenerCount('SIGINT');
  const interruption = watchInterruption();
  interruption.close();

  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(interruption.signal.aborted).toBe(false);
});

test('a deadline is no interruption', () => {
  expect(wasInterrupted(AbortSignal.abort(new BulkheadError('DeadlineExceeded', 'late')))).toBe(false);
});
