import type { IIoHost, IoMessage, IoRequest } from '@aws-cdk/toolkit-lib';
import { type EngineRequest } from '../engine';

/** Stack events of the toolkit, by its code for them: a resource reached a new state. */
const stackEvent = 'CDK_TOOLKIT_I5502';

interface StackActivity {
  readonly progress?: { readonly completed: number; readonly total?: number };
  readonly event?: {
    readonly LogicalResourceId?: string;
    readonly ResourceStatus?: string;
    readonly ResourceStatusReason?: string;
  };
}

/** Passes on what a user wants to see of a CDK deployment, and remembers why resources failed. */
export class ProgressHost implements IIoHost {
  /** One line for each resource that failed, with CloudFormation's reason. */
  readonly failures: string[] = [];
  /** Whether CloudFormation has begun anything: the toolkit tells of no event but those of its own operation. */
  begun = false;

  /** @param signal aborted when nobody waits for the toolkit any more */
  constructor(
    private readonly progress: EngineRequest['progress'],
    private readonly signal: AbortSignal = new AbortController().signal,
  ) {}

  /** @throws the reason of the signal, which ends the toolkit: it must not begin anything that nobody waits for */
  async notify(message: IoMessage<unknown>): Promise<void> {
    this.signal.throwIfAborted();
    if (message.code === stackEvent) this.activity(message.data as StackActivity);
    else if (message.level === 'warn' || message.level === 'error') this.progress(message.message);
  }

  /** A run is not interactive: what the toolkit would ask was decided by the command. */
  async requestResponse<T>(message: IoRequest<unknown, T>): Promise<T> {
    return message.defaultResponse;
  }

  private activity({ event, progress }: StackActivity): void {
    const {
      LogicalResourceId: resource,
      ResourceStatus: status = '',
      ResourceStatusReason: reason,
    } = event ?? {};
    if (!resource) return;
    this.begun = true;
    const resources = progress?.total ? { done: progress.completed, total: progress.total } : undefined;
    if (status.endsWith('_COMPLETE')) this.progress(`${resource}: ${status}`, resources);
    if (status.endsWith('_FAILED')) {
      this.failures.push(`${resource}: ${reason ?? status}`);
      this.progress(`${resource}: ${status} ${reason ?? ''}`.trimEnd(), resources);
    }
  }
}
