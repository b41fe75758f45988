import { type Environment, parseEnvironment } from '@bulkhead/config';
import { merged } from './merged';
import { definitionOf } from './preset-deployment';
import { type RoutineChange } from './routine-change';
import { routineChanges } from './routine-changes';

/** A change that is tried on a preset. */
export interface TriedChange {
  readonly preset: string;
  readonly change: RoutineChange;
}

/** One diff of each of some presets: changes that do not meet, so that what is found is due to one of them. */
export interface Round {
  readonly tried: readonly TriedChange[];
  /** The presets, and what is changed in each. */
  readonly what: string;
  /** By preset, what its definition says beside what it says already. */
  readonly over: Readonly<Record<string, object>>;
}

/**
 * The changes that apply to any of some presets, in as few rounds as keep them apart: in a round, a stack of a preset
 * is changed by one of them. What changes all stacks is tried on every preset that it applies to, in a round of its
 * own. Each of the others is tried once for each kind of its stack, where it waits for the fewest rounds.
 */
export function roundsOver(
  presets: readonly string[],
  changes: readonly RoutineChange[] = routineChanges,
): Round[] {
  const environments = presets.map((preset) => parseEnvironment(definitionOf(preset), preset));
  const rounds: TriedChange[][] = [];
  for (const change of changes) {
    const candidates = environments.filter((environment) => change.over(environment) !== undefined);
    const kinds = change.stacks ? kindsOf(change.stacks, candidates) : candidates.map((each) => [each]);
    if (isAlone(change) && kinds.length > 0) {
      rounds.push(kinds.flatMap(([first]) => (first ? { preset: first.name, change } : [])));
      continue;
    }
    for (const kind of kinds) {
      const places = kind.map(({ name }) => ({ preset: name, index: firstFree(rounds, name, change) }));
      const [first] = places.sort((one, other) => one.index - other.index);
      if (first) (rounds[first.index] ??= []).push({ preset: first.preset, change });
    }
  }
  return rounds.map((tried) => ({ tried, what: describe(tried), over: overOf(tried, environments) }));
}

/** Whether a change meets every other: it changes all stacks, or code of which other presets know too. */
function isAlone({ stacks, edit }: RoutineChange): boolean {
  return stacks === undefined || edit !== undefined;
}

/** The environments by the member of the union that the settings of the first of the stacks are of. */
function kindsOf([id = '']: readonly string[], environments: readonly Environment[]): Environment[][] {
  const kinds = new Map<unknown, Environment[]>();
  for (const environment of environments) {
    const [app = '', stack = ''] = id.split('/');
    const stacks = (environment.apps as Record<string, Record<string, { type?: string }> | undefined>)[app];
    const type = stacks?.[stack]?.type;
    kinds.set(type, [...(kinds.get(type) ?? []), environment]);
  }
  return [...kinds.values()];
}

/** Number of the first round, perhaps of a new one, in which a change of a preset meets no other. */
function firstFree(
  rounds: readonly (readonly TriedChange[])[],
  preset: string,
  { stacks = [] }: RoutineChange,
): number {
  const free = rounds.findIndex((round) =>
    round.every(
      (other) =>
        !isAlone(other.change) &&
        (other.preset !== preset || !other.change.stacks?.some((stack) => stacks.includes(stack))),
    ),
  );
  return free < 0 ? rounds.length : free;
}

function describe(tried: readonly TriedChange[]): string {
  const presets = [...new Set(tried.map(({ preset }) => preset))];
  return presets
    .map((preset) => {
      const own = tried.filter((each) => each.preset === preset);
      return `${preset}: ${own.map(({ change: { stacks = ['all'], what } }) => `${stacks[0]} ${what}`).join(', ')}`;
    })
    .join('; ');
}

function overOf(tried: readonly TriedChange[], environments: readonly Environment[]): Record<string, object> {
  const over: Record<string, object> = {};
  for (const { preset, change } of tried) {
    const environment = environments.find(({ name }) => name === preset);
    if (environment) over[preset] = merged(over[preset] ?? {}, change.over(environment) ?? {});
  }
  return over;
}
