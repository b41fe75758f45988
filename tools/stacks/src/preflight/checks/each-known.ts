import { type Found } from '../preflight-schema';
import { unknownFact } from '../unknown-fact';

/** What each of several questions comes to; one that AWS does not answer is a note, and the others go on. */
export async function eachKnown<T>(
  items: readonly T[],
  inWords: (item: T) => string,
  ask: (item: T) => Promise<Found>,
): Promise<Found> {
  const found = await Promise.all(
    items.map((item) =>
      ask(item).catch((error: unknown): Found => ({
        findings: [],
        notes: [unknownFact(inWords(item), error)],
      })),
    ),
  );
  return {
    findings: found.flatMap(({ findings }) => findings),
    notes: found.flatMap(({ notes }) => notes),
  };
}
