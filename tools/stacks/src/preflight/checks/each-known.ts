import { type Found } from '../preflight-schema';
import { unknownFact } from '../unknown-fact';

/** The answers to several questions. If AWS does not answer one, that is a note, and the others go on. */
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
