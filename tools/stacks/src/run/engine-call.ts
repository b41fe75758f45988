import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engines/engine';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { type Run } from './run';
import { type Target } from './target';

/** How long an engine may work on one stack, in minutes: nothing on the emulator takes its time. */
const deadlines = { aws: 60, emulator: 10 };

/**
 * Calls an engine with a signal that is aborted at the deadline, or as soon as what it talks to is lost.
 *
 * @throws whatever the engine throws, and BulkheadError `DeadlineExceeded`
 */
export async function callEngine<T>(
  run: Run,
  target: Target | undefined,
  instance: StackInstance,
  synthesized: Synthesized,
  call: (request: EngineRequest) => Promise<T>,
): Promise<T> {
  const { environment, options, workspaceRoot, output } = run;
  const minutes = options.deadlineMinutes ?? deadlines[environment.target];
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    const message = `${instance.id} was not finished after ${minutes} minutes and is not waited for any longer.`;
    deadline.abort(
      new BulkheadError('DeadlineExceeded', message, {
        next: 'look at what it waits for in the lines above; --deadlineMinutes gives it longer',
      }),
    );
  }, minutes * 60_000);
  const signals = target ? [deadline.signal, target.lost] : [deadline.signal];
  try {
    return await call({
      workspaceRoot,
      environment,
      instance,
      synthesized,
      signal: AbortSignal.any(signals),
      progress: (line) => output.line(`${instance.id}  ${line}`),
    });
  } finally {
    clearTimeout(timer);
  }
}
