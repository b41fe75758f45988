import { isDeepStrictEqual } from 'node:util';
import { at, type AttributePath, documentIn, isContainer, marksAnything, pathText } from './json-values';
import { type AttributeChange, knownAfterDeploy, sensitive } from './resource-change';

/** A value before and after. `true` marks a sensitive or unknown part; the marks have the shape of the value. */
export interface Comparison {
  readonly before: unknown;
  readonly after: unknown;
  /** Parts of `after` that only the deploy finds. @default none */
  readonly unknown?: unknown;
  /** Parts that must not be shown. @default none */
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
}

/** Longest value that is shown whole, in characters. */
const longest = 160;

/** Number of characters of the common beginning that are shown before two long values differ. */
const leadIn = 20;

/**
 * The differences between two values, attribute by attribute, down to the single leaf. Lists of plain values are
 * compared as a whole, because an index says nothing about them. JSON in text, such as a policy, is compared by its
 * content.
 *
 * @param forcing paths that force a replacement
 */
export function attributeChanges(
  comparison: Comparison,
  forcing: readonly AttributePath[] = [],
  path: AttributePath = [],
): AttributeChange[] {
  const { unknown, beforeSensitive, afterSensitive } = comparison;
  if (!marksAnything(unknown) && isDeepStrictEqual(comparison.before ?? null, comparison.after ?? null))
    return [];
  const { before, after } = { ...comparison, ...spelledOut(comparison) };
  const keys = keysOf({ ...comparison, before, after });
  if (keys) {
    return keys.flatMap((key) =>
      attributeChanges(
        {
          before: at(before, key),
          after: at(after, key),
          unknown: at(unknown, key),
          beforeSensitive: at(beforeSensitive, key),
          afterSensitive: at(afterSensitive, key),
        },
        forcing,
        [...path, key],
      ),
    );
  }
  const isHidden = marksAnything(beforeSensitive) || marksAnything(afterSensitive);
  const text = (value: unknown) => (isHidden && asText(value) !== null ? sensitive : asText(value));
  const shown = shortened(text(before), marksAnything(unknown) ? knownAfterDeploy : text(after));
  const forcesReplacement = forcing.some((forced) => isWithin(path, forced) || isWithin(forced, path));
  return [{ path: pathText(path), ...shown, forcesReplacement }];
}

/** The JSON documents in two texts; undefined if the documents are equal or a text is no JSON. */
function spelledOut({ before, after }: Comparison): Pick<Comparison, 'before' | 'after'> | undefined {
  const [one, other] = [documentIn(before), documentIn(after)];
  return one && other && !isDeepStrictEqual(one, other) ? { before: one, after: other } : undefined;
}

/** The keys to compare one by one, or undefined if the values are compared as a whole. */
function keysOf(comparison: Comparison): (string | number)[] | undefined {
  const { before, after, unknown, beforeSensitive, afterSensitive } = comparison;
  const marks = [unknown, beforeSensitive, afterSensitive];
  const values = [before, after].filter((value) => value !== null && value !== undefined);
  if (values.length === 0 || marks.includes(true) || !values.every(isContainer)) return undefined;
  if (values.every(Array.isArray)) {
    const isPlain = !marks.some(marksAnything) && !values.flat().some(isContainer);
    const length = Math.max(...[...values, unknown].map((list) => (Array.isArray(list) ? list.length : 0)));
    return isPlain ? undefined : Array.from({ length }, (_, index) => index);
  }
  if (values.some(Array.isArray)) return undefined;
  return [...new Set([...values, unknown].filter(isContainer).flatMap(Object.keys))].sort();
}

function isWithin(path: AttributePath, outer: AttributePath): boolean {
  return outer.every((part, index) => part === path[index]);
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Two texts; long ones are cut to a part in which the texts differ. */
function shortened(
  before: string | null,
  after: string | null,
): { before: string | null; after: string | null } {
  let same = 0;
  while (before && after && same < before.length && before[same] === after[same]) same++;
  const isLong = [before, after].some((text) => text !== null && text.length > longest);
  const from = isLong ? Math.max(0, same - leadIn) : 0;
  const cut = (text: string | null) =>
    text &&
    `${from > 0 ? '…' : ''}${text.slice(from, from + longest)}${text.length > from + longest ? '…' : ''}`;
  return { before: cut(before), after: cut(after) };
}
