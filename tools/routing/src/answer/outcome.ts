import { type Role } from '../model/routing';

/** Where a share of the requests goes, and whether somebody answers there. */
export interface Share {
  readonly region: Role;
  readonly by: 'load-balancer' | 'bucket';
  readonly isServed: boolean;
  /** From 0 to 1. */
  readonly share: number;
}

/** What becomes of all requests of a client at a second. The shares add up to 1. */
export type Outcome = readonly Share[];

/** Shares that go to the same place with the same result are one. The primary region is first. */
export function outcomeOf(shares: readonly Share[]): Outcome {
  const order: readonly Role[] = ['primary', 'dr'];
  const inOrder = [...shares].sort(
    (one, other) =>
      order.indexOf(one.region) - order.indexOf(other.region) ||
      Number(other.isServed) - Number(one.isServed),
  );
  const outcome: Share[] = [];
  for (const { share, ...place } of inOrder) {
    const at = outcome.findIndex(
      ({ region, by, isServed }) => region === place.region && by === place.by && isServed === place.isServed,
    );
    if (at < 0) outcome.push({ ...place, share });
    else outcome[at] = { ...place, share: (outcome[at]?.share ?? 0) + share };
  }
  // A product of fractions is not exact. A millionth of the requests is nobody.
  return outcome
    .map((each) => ({ ...each, share: Math.round(each.share * 1e6) / 1e6 }))
    .filter(({ share }) => share > 0);
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
