import type { IIoHost, IoMessage, IoRequest } from '@aws-cdk/toolkit-lib';
import { type EngineRequest } from '../engine';

/** The toolkit's code for a stack event: a resource reached a new state. */
const stackEvent = 'CDK_TOOLKIT_I5502';

interface StackActivity {
  readonly progress?: { readonly completed: number; readonly total?: number };
  readonly event?: {
    readonly LogicalResourceId?: string;
    readonly ResourceStatus?: string;
    readonly ResourceStatusReason?: string;
  };
}

/** Passes the messages of a CDK deployment that a user wants to see on, and remembers why resources failed. */
export class ProgressHost implements IIoHost {
  /** One line for each resource that failed, with CloudFormation's reason. */
  readonly failures: string[] = [];
  /** Whether CloudFormation has started anything: the toolkit reports only the events of its own operation. */
  begun = false;

  /** @param signal aborted when nobody waits for the toolkit any more */
  constructor(
    private readonly progress: EngineRequest['progress'],
    private readonly signal: AbortSignal = new AbortController().signal,
  ) {}

  /** @throws the reason of the signal. This ends the toolkit, which must not start anything when nobody waits for it */
  async notify(message: IoMessage<unknown>): Promise<void> {
    this.signal.throwIfAborted();
    if (message.code === stackEvent) this.activity(message.data as StackActivity);
    else if (message.level === 'warn' || message.level === 'error') this.progress(message.message);
  }

  /** A run is not interactive: the command has already decided every question of the toolkit. */
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
