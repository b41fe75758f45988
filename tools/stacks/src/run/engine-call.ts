import { BulkheadError } from '@bulkhead/errors';
import { type EngineRequest } from '../engines/engine';
import { budgetOf } from '../retries/retry-budget';
import { retrying } from './retrying';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type Run } from './run';

/** How long an engine may work on one stack, in minutes: nothing on the emulator takes its time. */
const deadlines = { aws: 60, emulator: 10 };

/**
 * Calls an engine with a signal that is aborted at the deadline, when the run is interrupted, or as soon as what the engine needs
 * is lost. A call that fails for a reason that passes is made again while the deadline and the retry budget of the run
 * allow.
 *
 * @param lost aborted when there is no sense in going on
 * @throws whatever the engine throws, and BulkheadError `DeadlineExceeded`
 */
export async function callEngine<T>(
  run: Run,
  lost: readonly AbortSignal[],
  instance: StackInstance,
  synthesized: Synthesized,
  call: (request: EngineRequest) => Promise<T>,
  {
    unfinished = false,
    revertDrift = false,
  }: Partial<Pick<EngineRequest, 'unfinished' | 'revertDrift'>> = {},
): Promise<T> {
  run.interrupted.throwIfAborted();
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
  try {
    const request: EngineRequest = {
      workspaceRoot,
      environment,
      environmentOption: environmentOption(run),
      instance,
      synthesized,
      unfinished,
      revertDrift,
      signal: AbortSignal.any([run.interrupted, deadline.signal, ...lost]),
      progress: (line, resources) => output.event({ type: 'progress', instance, line, resources }),
    };
    return await retrying(budgetOf(instance.region), request, call);
  } finally {
    clearTimeout(timer);
  }
}
