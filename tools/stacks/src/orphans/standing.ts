import { type StackInstance } from '../workspace/stack-instance';
import { Refusal } from '@bulkhead/errors';
import { parameterKeyBetween } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { type Run } from '../run/run';
import { type Standing, type StandingStack } from '../run/standing';
import { type KnownRecords, type Orphan } from '../records/known-records';
import { lastDeployOf } from '../records/record';
import { successorOf } from '../records/former-names';
import { environmentOption } from '../workspace/printed-commands';

/** What a run found outside the configuration: each stack with what it publishes, who reads it, and what to do. */
export function standingBeside(
  run: Pick<Run, 'instances' | 'options' | 'environment'>,
  records: KnownRecords,
): Standing {
  const orphans = orphansAmong(records).map((found) => standing(run, records, found));
  return { orphans: orphans.sort((a, b) => (stackId(a) < stackId(b) ? -1 : 1)), away: [...records.away] };
}

/** All stacks that stand and that the configuration does not have, or has with another engine. */
export function orphansAmong(records: KnownRecords): Orphan[] {
  return [...records.orphans, ...records.switched];
}

function standing(
  run: Pick<Run, 'instances' | 'options' | 'environment'>,
  records: KnownRecords,
  found: Orphan,
): StandingStack {
  const { of, region, record } = found;
  const { role, app, stack } = of;
  const successor = successorOf(found, records, run.instances);
  const isConfigured = run.instances.some(
    (instance) => instance.id === stackId({ app, stack, role }) && instance.region === region,
  );
  const known = record instanceof Refusal ? undefined : record;
  const publishes = Object.keys(known?.published ?? {}).sort();
  const last = known && lastDeployOf(known);
  const id = stackId({ app, stack, role });
  const option = environmentOption(run);
  return {
    app,
    stack,
    role,
    region,
    engine: engineOfOrphan(found),
    why: successor ? 'renamed' : isConfigured ? 'engine-switched' : 'removed',
    since: last?.at,
    publishes,
    readBy: readersOf(found, publishes, records),
    reason: reasonOf(record, last?.at),
    next: successor
      ? `npx nx run ${successor.app}:deploy ${option} --stack=${successor.stack} --role=${role}`
      : `npx nx run-many -t destroy ${option} --orphans=${id}`,
  };
}

function reasonOf(record: Orphan['record'], lastDeployedAt: string | undefined): string {
  if (record instanceof Refusal) return record.message;
  const { outcome, at } = record;
  if (lastDeployedAt === undefined) return `never deployed with success, ${outcome} at ${at}`;
  return outcome === 'deployed' ? `deployed at ${at}` : `deployed at ${lastDeployedAt}, ${outcome} at ${at}`;
}

/** The engine that keeps a stack, if that is known. */
export function engineOfOrphan({ record, engine }: Orphan): StandingStack['engine'] {
  if (record instanceof Refusal) return engine;
  const { state } = record;
  return record.engine ?? (state && (state.type === 'terraform' ? 'cdktf' : 'cdk')) ?? engine;
}

/** Whether an orphan can become a stack of the configuration under its new name: CloudFormation renames no stack. */
export function canBecome({ engine }: Pick<StackInstance, 'engine'>, orphan: Orphan): boolean {
  return engine !== 'cdk' && engineOfOrphan(orphan) !== 'cdk';
}

/** Ids of the stacks that were deployed with a value of one of the stack's published parameters. */
function readersOf({ of, region }: Orphan, publishes: readonly string[], records: KnownRecords): string[] {
  const own = `${of.app}/${of.stack}@${of.role}`;
  return records.everything
    .filter(({ id, record, region: reader }) => {
      if (id === own || record instanceof Refusal) return false;
      return publishes.some((path) => parameterKeyBetween(reader, region, path) in record.consumed);
    })
    .map(({ id }) => id);
}

/** The stacks outside the configuration, in words. No lines if there are none. */
export function describeStanding(environment: string, { orphans, away }: Standing): string[] {
  const count = orphans.length === 1 ? 'One stack stands' : `${orphans.length} stacks stand`;
  return [
    ...(orphans.length > 0 ? [`${count} that the configuration of ${environment} does not have:`] : []),
    ...orphans.flatMap((found) => [`  ${describeOrphan(found)}`, `    next: ${found.next}`]),
    ...away.map(
      ({ region, reason }) =>
        `${region} could not be looked at for stacks of ${environment} that its configuration does not have: ${reason}`,
    ),
  ];
}

const engines = { cdk: 'CloudFormation', cdktf: 'Terraform' };

function describeOrphan(found: StandingStack): string {
  const { region, engine, why, publishes, readBy, reason } = found;
  const whose = engine ? ` by ${engines[engine]}` : '';
  const what = {
    removed: '',
    'engine-switched': '; its manifest names another engine now',
    renamed: '; it was renamed, and the deploy takes it over',
  }[why];
  const contracts = [...new Set(publishes.map((path) => path.split('/').at(-2)))].join(', ');
  const read = readBy.length > 0 ? `read by ${readBy.join(', ')}` : 'read by nobody';
  const published =
    publishes.length > 0 ? `publishes ${contracts}, ${read}` : 'publishes nothing that is known';
  return `${stackId(found)} in ${region}${whose}, ${reason}${what}; ${published}`;
}
