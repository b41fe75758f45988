import { type Role } from '../model/routing';

/** Where a share of the requests goes, and whether somebody answers there. */
export interface Share {
  readonly region: Role;
  readonly isServed: boolean;
  /** From 0 to 1. */
  readonly share: number;
}

/** What becomes of all requests of a client at a second. The shares add up to 1. */
export type Outcome = readonly Share[];

/** An outcome in which each region has at most one share that is served and one that is not, the primary region first. */
export function outcomeOf(shares: readonly Share[]): Outcome {
  const order: readonly Role[] = ['primary', 'dr'];
  return order.flatMap((region) =>
    [true, false].flatMap((isServed) => {
      const own = shares.filter((each) => each.region === region && each.isServed === isServed);
      // Shares of weights are fractions: a millionth of the requests is nobody.
      const share = Math.round(own.reduce((sum, each) => sum + each.share, 0) * 1e6) / 1e6;
      return share > 0 ? [{ region, isServed, share }] : [];
    }),
  );
}

/** `primary`, `none (primary)` where the primary region serves nobody, or `primary 90 % + dr 10 %`. */
export function outcomeText(outcome: Outcome): string {
  return outcome
    .map(({ region, isServed, share }) => {
      const who = isServed ? region : `none (${region})`;
      return share === 1 ? who : `${who} ${percentText(share)}`;
    })
    .join(' + ');
}

function percentText(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
