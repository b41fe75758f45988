import { BulkheadError } from '@bulkhead/errors';
import { askedMinutes } from '../engines/asked-minutes';
import { type Engine, type EngineRequest } from '../engines/engine';
import { LeftAtWork } from '../engines/left-at-work';
import { budgetOf } from '../retries/retry-budget';
import { retrying } from './retrying';
import { type Synthesized } from '../synthesis/synthesize';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type Run } from './run';

/** How long an engine may work on one stack, in minutes. On the emulator nothing takes as long as in AWS. */
const deadlines = { aws: 60, emulator: 10 };

/** Minutes on top of the time that the template lets its engine wait, for work that the template does not mention. */
const restMinutes = 30;

/** Longer timers of Node end at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The settings of a call of an engine. */
export interface EngineCall extends Partial<Pick<EngineRequest, 'unfinished' | 'revertDrift'>> {
  /**
   * How the call changes the stack. The engine may have to wait as long as the template says. @default it only looks
   */
  readonly changes?: 'deploy' | 'destroy';
  /** `atWork` of the engine. @default nothing goes on after the call */
  readonly atWork?: Engine['atWork'];
  /** Whether the stack is recorded as under way until the call ends. @default false */
  readonly isRecorded?: boolean;
}

/**
 * Calls an engine. Its signal is aborted at the deadline, when the run is interrupted, or when something that the
 * engine needs is lost. After a temporary failure the call is made again while the deadline and the retry budget of the
 * run allow.
 *
 * The deadline is that of `--deadlineMinutes`. Without the option it is 60 minutes or, if longer, the waiting time in
 * the template and half an hour.
 *
 * @param lost aborted when going on makes no sense
 * @throws whatever the engine throws; BulkheadError `DeadlineExceeded`, as LeftAtWork if the engine goes on
 */
export async function callEngine<T>(
  run: Run,
  lost: readonly AbortSignal[],
  instance: StackInstance,
  synthesized: Synthesized,
  call: (request: EngineRequest) => Promise<T>,
  { unfinished = false, revertDrift = false, changes, atWork, isRecorded = false }: EngineCall = {},
): Promise<T> {
  run.interrupted.throwIfAborted();
  const { environment, workspaceRoot, output } = run;
  const { minutes, why } = deadlineOf(run, instance, synthesized, changes);
  const time = `${minutes} minutes${why}`;
  const deadline = new AbortController();
  const timer = setTimeout(
    () => {
      const message = `${instance.id} was not finished after ${time} and is not waited for any longer.`;
      deadline.abort(
        new BulkheadError('DeadlineExceeded', message, {
          next: 'look at what it waits for in the lines above; run the same command again, with --deadlineMinutes for longer',
        }),
      );
    },
    Math.min(minutes * 60_000, longestTimerMs),
  );
  let request: EngineRequest | undefined;
  try {
    request = {
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
  } catch (error) {
    const late = request?.signal.aborted && request.signal.reason === deadline.signal.reason;
    const left = late && request ? await atWork?.(request) : undefined;
    throw left ? new LeftAtWork(instance.id, time, left, isRecorded) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * How many minutes an engine has, and the reason if that is not the default, as the end of a sentence.
 *
 * @emulator Engines have a shorter deadline, whatever a template asks for.
 */
function deadlineOf(
  { options, environment }: Pick<Run, 'options' | 'environment'>,
  instance: StackInstance,
  synthesized: Synthesized,
  changes: EngineCall['changes'],
): { minutes: number; why: string } {
  const { deadlineMinutes } = options;
  if (deadlineMinutes !== undefined) return { minutes: deadlineMinutes, why: '' };
  const usual = deadlines[environment.target];
  if (!changes || environment.target === 'emulator') return { minutes: usual, why: '' };
  const asked = askedMinutes(instance, synthesized, changes);
  const minutes = asked > 0 ? asked + restMinutes : 0;
  if (minutes <= usual) return { minutes: usual, why: '' };
  return { minutes, why: ` (its template lets it wait for ${asked})` };
}
