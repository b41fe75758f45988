import { randomUUID } from 'node:crypto';
import { Refusal, shellQuoted } from '@bulkhead/errors';
import { erroredState, goesOnFrom, removeErroredState } from '../engines/terraform/errored-state';
import { stateVersions, type StateVersion } from '../engines/terraform/state-versions';
import { adoptWhole } from '../engines/terraform/whole-adoption';
import { workingDirectory } from '../engines/terraform/working-directory';
import { type LostStack, type PlannedRecovery, type Recovered } from './planned-recovery';
import { describeVersion, wayOut } from './way-out';

/** Brings the state of a stack back from one of its versions, or from what AWS has. */
export async function terraformRecovery(lost: LostStack): Promise<PlannedRecovery> {
  const { place, instance, record, options } = lost;
  const kept = await stateVersions.list(place, instance);
  const errored = erroredState(workingDirectory({ ...place, instance }, true));
  const versions = errored ? [errored, ...kept] : kept;
  const way = wayOut(record, versions, options);
  const choice = versions.map((version) => `${version.id}  ${version.at}  ${describeVersion(version)}`);
  if (way.type === 'restore')
    return {
      choice,
      does: `puts back version ${way.version.id} of the state, ${describeVersion(way.version)}`,
      carryOut: () => restore(lost, way.version),
    };
  const over = way.over ? `version ${way.over.id} of the state, ${describeVersion(way.over)}` : 'nothing';
  return {
    choice,
    does: `adopts by tags and names what AWS has of the stack, over ${over}`,
    carryOut: () => adopt(lost, way.over, versions),
  };
}

/**
 * A state that Terraform could not write to its place, if it continues the present state; else undefined. Then the
 * present state is not the latest one, even if it agrees with the record.
 */
export function unwrittenState({ place, instance, found }: Pick<LostStack, 'place' | 'instance' | 'found'>) {
  const errored = erroredState(workingDirectory({ ...place, instance }, true));
  if (errored?.found.is !== 'kept' || found.is !== 'kept') return undefined;
  return goesOnFrom(errored.found.state, found.state) ? errored : undefined;
}

/** The recovery of a stack with such a state. */
export function unwrittenRecovery(lost: LostStack, version: StateVersion): PlannedRecovery {
  return {
    choice: [`${version.id}  ${version.at}  ${describeVersion(version)}`],
    does: `writes the state that Terraform could not write, ${describeVersion(version)}`,
    carryOut: () => restore(lost, version),
  };
}

async function restore({ place, instance, record }: LostStack, version: StateVersion): Promise<Recovered> {
  await stateVersions.write(place, instance, version.text);
  // Its content is in its place now, or is older than the present state.
  removeErroredState(workingDirectory({ ...place, instance }, true));
  const { found } = version;
  const recorded = record?.state;
  const exact =
    found.is === 'kept' &&
    found.state.type === 'terraform' &&
    recorded?.type === 'terraform' &&
    found.state.lineage === recorded.lineage &&
    found.state.serial === recorded.serial;
  return { done: `put back version ${version.id} of the state, ${describeVersion(version)}`, exact };
}

async function adopt(
  lost: LostStack,
  over: StateVersion | undefined,
  versions: readonly StateVersion[],
): Promise<Recovered> {
  const { place, instance, record, options, callEngine } = lost;
  const { text, resources, unfound, replaced } = await callEngine((request) =>
    adoptWhole({
      request,
      over: over?.text,
      imports: importsOf(options.import ?? []),
      absent: options.absent ?? [],
      recorded: record?.state?.resources,
    }),
  );
  if (unfound.length > 0) throw notFound(lost, unfound);
  if (resources === 0) {
    if (!options.forget || !options.absent?.includes('*')) throw nothingToAdopt(lost);
    await stateVersions.write(place, instance, inLine(emptyState(), over, versions, record?.state));
    removeErroredState(workingDirectory({ ...place, instance }, true));
    return { done: 'forgot what is gone: wrote an empty state', exact: false };
  }
  await stateVersions.write(place, instance, inLine(text, over, versions, record?.state));
  removeErroredState(workingDirectory({ ...place, instance }, true));
  const warning =
    replaced.length > 0
      ? `; the next deploy would put others in the place of ${replaced.join(', ')}: look at its diff first`
      : '';
  const base = over ? `version ${over.id} of the state` : 'an empty state';
  return { done: `adopted what AWS has: ${resources} resources, over ${base}${warning}`, exact: false };
}

/** The state of a stack without resources. */
function emptyState(): string {
  return JSON.stringify({ version: 4, serial: 0, lineage: randomUUID(), outputs: {}, resources: [] });
}

/** A state with the recorded lineage, and a serial above every earlier one. */
function inLine(
  text: string,
  over: StateVersion | undefined,
  versions: readonly StateVersion[],
  recorded: unknown,
): string {
  const state = JSON.parse(text) as { lineage: string; serial: number };
  const marks = [
    ...versions.map(({ found }) => (found.is === 'kept' ? found.state : undefined)),
    recorded,
  ].flatMap((mark) => (isTerraform(mark) ? [mark] : []));
  const base =
    over?.found.is === 'kept' && isTerraform(over.found.state) ? over.found.state.lineage : undefined;
  const lineage = (isTerraform(recorded) ? recorded.lineage : undefined) ?? base ?? state.lineage;
  const serial = Math.max(state.serial, ...marks.map((mark) => mark.serial)) + 1;
  return JSON.stringify({ ...state, lineage, serial }, null, 2);
}

function isTerraform(mark: unknown): mark is { lineage: string; serial: number } {
  return (mark as { type?: string } | undefined)?.type === 'terraform';
}

/** Parses options of the form `ADDRESS=ID`. An address has no `=`. */
function importsOf(options: readonly string[]): Map<string, string> {
  return new Map(
    options.map((option) => {
      const end = option.indexOf('=');
      return [option.slice(0, end), option.slice(end + 1)];
    }),
  );
}

function nothingToAdopt({ instance, command }: LostStack): Refusal {
  return new Refusal(
    'NothingToAdopt',
    `AWS has nothing with the tags or names of ${instance.id}. Nothing was touched.`,
    {
      next: [
        `the versions of its state: ${command} --dry-run`,
        `where all of it is gone, so that a deploy may make it anew: ${command} --adopt --absent='*' --forget`,
      ].join('\n        '),
    },
  );
}

function notFound({ instance, command, record }: LostStack, unfound: readonly string[]): Refusal {
  const state = record?.state;
  const recorded = state ? `, and ${state.resources} resources were recorded` : '';
  return new Refusal(
    'NotAllFound',
    [
      `These resources of ${instance.id} were not found by tags but may exist${recorded}:`,
      ...unfound.map((address) => `  ${address}`),
      'Nothing was touched: a deploy would make a second of what is there.',
    ].join('\n'),
    {
      next: [
        `look for each in ${instance.region}; for one that is there: ${command} --adopt --import='ADDRESS=ID'`,
        `where none is there: ${command} --adopt --absent=${shellQuoted(unfound.join(','))}`,
      ].join('\n        '),
    },
  );
}
