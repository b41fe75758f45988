import { type EngineRequest } from '../engine';

/** Where a CloudFormation stack is, what it is called, and who is told of what is done to it. */
export interface StackSite {
  readonly account: string;
  readonly region: string;
  /** Name of the CloudFormation stack. */
  readonly name: string;
  /** For people: `app-platform/service@primary`. */
  readonly label: string;
  /** Tags that everything of the stack carries, by which it is told apart from what others have made. */
  readonly tags: Readonly<Record<string, string>>;
  /** Environment that the stack is of. */
  readonly environment: { readonly name: string; readonly protected: boolean };
  /** How the user names the environment on a command line: `--environment=qa.json`. @default by its name */
  readonly environmentOption?: string;
  /** Time between two questions whether CloudFormation has ended, in ms. */
  readonly pollingMs: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** In ms. An account's describe calls are limited and shared; the emulator has nobody to share them with. */
const pollingMs = { aws: 5_000, emulator: 250 };

/** Where the stack of a request is. */
export function siteOf(request: EngineRequest): StackSite {
  const { environment, environmentOption, instance, synthesized, signal, progress } = request;
  return {
    account: environment.account,
    region: instance.region,
    name: synthesized.name ?? '',
    label: instance.id,
    tags: {
      'bulkhead:environment': environment.name,
      'bulkhead:app': instance.app,
      'bulkhead:stack': instance.stack,
    },
    environment,
    environmentOption,
    pollingMs: pollingMs[environment.target],
    signal,
    progress: (line) => progress(line),
  };
}
