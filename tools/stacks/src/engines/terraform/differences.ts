import { isDeepStrictEqual } from 'node:util';
import { type AttributeDrift } from '../engine';
import { at, type AttributePath, documentIn, marksAnything, pathText } from '../json-values';
import { sensitive as masked } from '../resource-change';

/** A value of Terraform's JSON, with its sensitive marks. */
export interface Side {
  readonly value: unknown;
  /** `true`, or an object or list with `true` in the place of each sensitive part. */
  readonly sensitive?: unknown;
}

/**
 * The places where two values of an attribute differ, as deep as both have the same shape. A document in a string, such
 * as a policy, is compared by its content and not by its text.
 *
 * @param set the configured value of the attribute. In a block of the configuration, the parts that are not set are the
 * provider's choice and do not count. @default unknown
 */
export function differences(
  path: AttributePath,
  expected: Side,
  actual: Side,
  set?: unknown,
): AttributeDrift[] {
  if (isNothing(expected.value) && isNothing(actual.value)) return [];
  if (isDeepStrictEqual(expected.value, actual.value)) return [];
  if (expected.sensitive === true || actual.sensitive === true) return [differs(path, expected, actual)];

  const [before, after] = [expected.value, actual.value];
  const documents = [before, after].map(documentIn);
  if (documents.every((document) => document !== undefined)) {
    const [was, is] = documents;
    return differences(path, { ...expected, value: was }, { ...actual, value: is });
  }
  if (isObject(before) && isObject(after)) {
    const open = (key: string) => isObject(set) && !(key in set) && key in before;
    return keysOf(before, after)
      .filter((key) => !open(key))
      .flatMap((key) =>
        differences(
          [...path, key],
          partOf(expected, key),
          partOf(actual, key),
          isObject(set) ? set[key] : undefined,
        ),
      );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const only = [before, after].every((list) => list.length === 1 && isObject(list[0]));
    if (only) {
      return differences(
        [...path, 0],
        partOf(expected, 0),
        partOf(actual, 0),
        Array.isArray(set) ? set[0] : set,
      );
    }
    return [listDiffers(path, expected, actual)];
  }
  return [differs(path, expected, actual)];
}

/** The items that are in only one of the lists; if only the order differs, the whole lists. */
function listDiffers(path: AttributePath, expected: Side, actual: Side): AttributeDrift {
  const [before, after] = [expected.value as unknown[], actual.value as unknown[]];
  if (marksAnything(expected.sensitive) || marksAnything(actual.sensitive)) {
    return differs(path, expected, actual);
  }
  const missing = before.filter((item) => !after.some((other) => isDeepStrictEqual(item, other)));
  const added = after.filter((item) => !before.some((other) => isDeepStrictEqual(item, other)));
  return missing.length + added.length > 0
    ? differs(path, { value: missing }, { value: added })
    : differs(path, expected, actual);
}

function differs(path: AttributePath, expected: Side, actual: Side): AttributeDrift {
  const hidden = marksAnything(expected.sensitive) || marksAnything(actual.sensitive);
  const [before, after] = [expected, actual].map(({ value }) =>
    isNothing(value) ? null : hidden ? masked : value,
  );
  return { path: pathText(path), expected: before, actual: after };
}

/** The provider writes a missing value in several ways, and not the same way at every read. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partOf({ value, sensitive }: Side, key: string | number): Side {
  return { value: at(value, key), sensitive: at(sensitive, key) };
}

function keysOf(...objects: object[]): string[] {
  return [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
}
