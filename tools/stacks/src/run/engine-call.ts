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

/** How long an engine may work on one stack, in minutes: nothing on the emulator takes its time. */
const deadlines = { aws: 60, emulator: 10 };

/** What comes on top of the time for which the template lets its engine wait, in minutes: for all that it says nothing of. */
const restMinutes = 30;

/** A timer of Node's that is longer ends at once. */
const longestTimerMs = 2 ** 31 - 1;

/** What an engine is called for. */
export interface EngineCall extends Partial<Pick<EngineRequest, 'unfinished' | 'revertDrift'>> {
  /** What it does to the stack, which it may have to wait for as long as the template says. @default it only looks */
  readonly changes?: 'deploy' | 'destroy';
  /** `atWork` of the engine. @default nothing goes on after the call */
  readonly atWork?: Engine['atWork'];
  /** Whether the stack is recorded as under way until the call ends. @default false */
  readonly isRecorded?: boolean;
}

/**
 * Calls an engine with a signal that is aborted at the deadline, when the run is interrupted, or as soon as what the engine needs
 * is lost. A call that fails for a reason that passes is made again while the deadline and the retry budget of the run
 * allow.
 *
 * The deadline is that of `--deadlineMinutes`; else 60 minutes, or as long as the template lets its engine wait and half
 * an hour.
 *
 * @param lost aborted when there is no sense in going on
 * @throws whatever the engine throws; BulkheadError `DeadlineExceeded`, as LeftAtWork where the engine goes on
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
 * How many minutes an engine has, and what they are besides the default, as the end of a sentence.
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
