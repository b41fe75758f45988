import { BulkheadError, Refusal } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { AwsFailure } from '../retries/aws-failure';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { type StateAgreement } from '../records/state-agreement';

/**
 * Enters stacks that an engine keeps, that the configuration does not have, and that have no record. Nobody knows what
 * they read and publish, so a guard counts them as readers of everything.
 *
 * @param records the records in the regions of the run; the stacks are entered there
 * @param onError what becomes of a listing that fails: a note in `records.away`, or a refusal if a guard would
 * otherwise overlook stacks; if the service does not answer, the region is lost to the run
 * @throws Refusal `UnlistedStacks` if the caller may not list them; with the code and the next step of any other
 * AwsFailure
 */
export async function enterUnrecorded(
  run: Pick<Run, 'environment' | 'instances' | 'options'>,
  records: KnownRecords,
  agreement: StateAgreement,
  onError: 'note' | 'throw',
): Promise<void> {
  const known = [...run.instances, ...[...records.orphans, ...records.switched].flatMap(asKnown)];
  const engines = [...new Set(known.map(({ engine }) => engine))];
  const places = [...records.noted.keys()].flatMap((region) => engines.map((engine) => ({ region, engine })));
  const found = await Promise.all(
    places.map(async ({ region, engine }) => {
      const here = known.filter((stack) => stack.region === region && stack.engine === engine);
      try {
        const stacks = await agreement.unknownIn(region, engine, here);
        return await Promise.all(
          stacks.map(async (stack) => {
            const kept = { ...stack, region, engine };
            return { ...unrecorded(run, kept), state: await agreement.stateOf(kept) };
          }),
        );
      } catch (error) {
        const reason = `what ${engineNames[engine]} keeps was not told: ${(error as Error).message}`;
        if (onError === 'throw' && isAway(error)) {
          records.lose(error, run.instances);
          return [];
        }
        if (onError === 'throw') throw unlisted(region, engine, reason, error);
        // A run over stacks of the other engine may lack the permission, and does not need it.
        records.away.push({ region, reason });
        return [];
      }
    }),
  );
  records.orphans.push(...found.flat());
}

/** Whether a service does not answer in a region. Then only that region is lost to the run. */
function isAway(error: unknown): error is AwsFailure {
  return error instanceof AwsFailure && error.family === 'unavailable';
}

const engineNames = { cdk: 'CloudFormation', cdktf: 'Terraform' };

function unlisted(
  region: string,
  engine: StackInstance['engine'],
  reason: string,
  cause: unknown,
): BulkheadError {
  if (cause instanceof BulkheadError && !(cause instanceof AwsFailure)) return cause;
  const message = `In ${region}, ${reason.replace(/\.$/, '')}. Something there may read what would be destroyed. Nothing was touched.`;
  // If the reason is no missing permission, another user meets the same failure.
  if (cause instanceof AwsFailure && cause.family !== 'denied')
    return new Refusal(cause.code, message, { next: cause.next, cause });
  return new Refusal('UnlistedStacks', message, {
    next: `the same command again, by somebody who may list what ${engineNames[engine]} keeps`,
    cause,
  });
}

type Kept = Pick<StackInstance, 'app' | 'stack' | 'role' | 'region' | 'engine'>;

/** A record that cannot be read, or of an earlier version, does not say its engine. */
function asKnown({ of: { app, stack, role }, region, record }: Orphan): Kept[] {
  const engine = record instanceof Refusal ? undefined : record.engine;
  const engines = engine ? [engine] : (['cdk', 'cdktf'] as const);
  return engines.map((each) => ({ app, stack, role, region, engine: each }));
}

function unrecorded(
  run: Pick<Run, 'environment' | 'options'>,
  { app, stack, role, region, engine }: Kept,
): Orphan {
  const id = stackId({ app, stack, role });
  const record = new Refusal(
    'UnrecordedStack',
    `${engineNames[engine]} keeps ${id} in ${region}, the configuration does not have it, and nothing is recorded of what it reads.`,
    { next: `npx nx run-many -t destroy ${environmentOption(run)} --orphans=${id}` },
  );
  return { of: { environment: run.environment.name, role, app, stack }, region, record, engine };
}
