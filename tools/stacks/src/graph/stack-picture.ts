import { type ContractOfRole, predecessorsOf, type StackInstance } from '../workspace/stack-instance';

/** Facts about a stack beside its manifest. */
export interface StackStanding {
  /** How its last deploy ended, `never deployed`, or `unknown` if its record cannot be read. */
  readonly state: 'deploying' | 'deployed' | 'failed' | 'destroying' | 'never deployed' | 'unknown';
  /** When it was last deployed with success, ISO 8601 in UTC. @default never, or unknown */
  readonly since?: string;
  /** The commit that it was last deployed from. @default never, or from no repository */
  readonly commit?: string;
}

/** A stack of a picture. `state` and the rest are absent if nobody looked. */
export interface PicturedStack extends Partial<StackStanding> {
  /** `<app>/<stack>@<role>`. */
  readonly id: string;
  readonly engine: StackInstance['engine'];
}

/** A connection between two stacks: values go from one to the other. */
export interface PicturedArrow {
  /** Id of the stack that publishes. */
  readonly from: string;
  /** Id of the stack that reads. */
  readonly to: string;
  /** Contracts that are read. */
  readonly consumes: readonly string[];
  /** Contracts that are only followed: their publisher is deployed before, and nothing is read. */
  readonly follows: readonly string[];
}

/** The stacks of an environment, and what they exchange. */
export interface StackPicture {
  readonly environment: string;
  readonly regions: readonly { readonly name: string; readonly stacks: readonly PicturedStack[] }[];
  readonly arrows: readonly PicturedArrow[];
}

/**
 * The picture of an environment: regions, stacks and arrows in the order of their names.
 *
 * @param standing the facts about each stack. @default nobody looked
 */
export function pictureOf(
  environment: string,
  instances: readonly StackInstance[],
  standing: ReadonlyMap<StackInstance, StackStanding> = new Map(),
): StackPicture {
  const sorted = [...instances].sort(byId);
  const regions = [...new Set(sorted.map(({ region }) => region))].sort().map((name) => ({
    name,
    stacks: sorted
      .filter(({ region }) => region === name)
      .map((instance) => ({ id: instance.id, engine: instance.engine, ...standing.get(instance) })),
  }));
  const arrows = sorted.flatMap((to) =>
    predecessorsOf(to, sorted).map((from) => ({
      from: from.id,
      to: to.id,
      consumes: namesFrom(from, to.consumes),
      follows: namesFrom(from, to.follows),
    })),
  );
  return { environment, regions, arrows };
}

/** The given contracts that a stack publishes. */
function namesFrom({ role, publishes }: StackInstance, contracts: readonly ContractOfRole[]): string[] {
  return contracts
    .filter((each) => each.role === role && publishes.includes(each.contract))
    .map(({ contract }) => contract)
    .sort();
}

function byId({ id: a }: { id: string }, { id: b }: { id: string }): number {
  return a < b ? -1 : 1;
}
