import { hostname, userInfo } from 'node:os';
import { type DeathReason, emulatorVariables, ensureEmulator, watchEmulator } from '@bulkhead/emulator';
import { BulkheadError } from '@bulkhead/errors';
import { environmentOption } from '../workspace/printed-commands';
import { type Run } from './run';

/** The AWS or emulator that answers the API calls of a run. */
export interface Target {
  /** Aborted when the target stops answering. */
  readonly lost: AbortSignal;
  /** Who deploys: the ARN of the caller, or `ada@laptop` on the emulator, where everybody has the same ARN. */
  readonly caller: string;
  /** Names of the regions of the account, read in one of them. */
  readonly enabledRegions: (region: string) => Promise<string[]>;
  close(): void;
}

/**
 * Makes sure that the run talks to the target of its environment: starts or finds the emulator, or checks that the
 * caller is in the environment's account. From then on, this process and its child processes talk to the target.
 *
 * @throws BulkheadError of `ensureEmulator`, of `callerIdentity`, or `WrongAccount`
 * @emulator The emulator is started if it is not there; everybody is the same caller.
 */
export async function openTarget(run: Run): Promise<Target> {
  return run.environment.target === 'emulator' ? openEmulator(run) : openAccount(run);
}

async function openEmulator({ workspaceRoot, output }: Run): Promise<Target> {
  const { endpoint, started, logFile, pid } = await ensureEmulator({
    workspaceRoot,
    notify: (line) => output.line(line),
  });
  if (started) output.line(`Emulator started at ${endpoint}`);
  const variables = emulatorVariables(process.env, endpoint);
  for (const name of Object.keys(process.env)) if (variables[name] === undefined) delete process.env[name];
  Object.assign(process.env, variables);

  const lost = new AbortController();
  const whenLost = (reason: DeathReason) => {
    const what = reason === 'hanging' ? 'no longer answers' : 'is gone';
    lost.abort(
      new BulkheadError(
        'EmulatorLost',
        `The emulator at ${endpoint} ${what}${logFile ? `; its log is ${logFile}` : ''}.`,
        {
          next: 'npm run up',
        },
      ),
    );
  };
  const stop = watchEmulator(endpoint, whenLost, { group: pid });
  return { lost: lost.signal, caller: `${userInfo().username}@${hostname()}`, enabledRegions, close: stop };
}

async function openAccount(run: Run): Promise<Target> {
  const { environment } = run;
  const { callerIdentity } = await import('./caller-identity.js');
  // Regions of the run: the primary one may be the one that is down.
  const regions = [...new Set(run.selected.map(({ region }) => region))];
  const { account, caller } = await callerIdentity(
    regions.length > 0 ? regions : [environment.regions.primary.name],
  );
  if (account !== environment.account) {
    throw new BulkheadError(
      'WrongAccount',
      `Environment ${environment.name} is account ${environment.account}, but your credentials are of ${account}. Nothing was deployed.`,
      {
        next: `use credentials of ${environment.account}, or correct the account of ${environmentOption(run)}`,
      },
    );
  }
  return { lost: new AbortController().signal, caller, enabledRegions, close: () => undefined };
}

/** Loaded when a run deploys to a region for the first time. */
const enabledRegions: Target['enabledRegions'] = async (region) =>
  (await import('./enabled-regions.js')).enabledRegions(region);
