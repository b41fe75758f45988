import { type EngineRequest } from '../engine';

/** The place and the name of a CloudFormation stack, and the receiver of progress messages. */
export interface StackSite {
  readonly account: string;
  readonly region: string;
  /** Name of the CloudFormation stack. */
  readonly name: string;
  /** For people: `app-platform/service@primary`. */
  readonly label: string;
  /** Tags of every resource of the stack, which tell the stack's resources from those of others. */
  readonly tags: Readonly<Record<string, string>>;
  /** Environment of the stack. */
  readonly environment: { readonly name: string; readonly protected: boolean };
  /** The option that names the environment on the user's command line: `--environment=qa.json`. @default by its name */
  readonly environmentOption?: string;
  /** Time between two status calls, in ms. */
  readonly pollingMs: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** In ms. The account's describe calls are limited and shared; the emulator is shared with nobody. */
const pollingMs = { aws: 5_000, emulator: 250 };

/** The site of the stack of a request. */
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
