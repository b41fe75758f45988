import { readFileSync, statSync } from 'node:fs';
import { type ParseErrorCode } from 'jsonc-parser';
import { visibleText } from '@bulkhead/errors';

/** Loaded only to read JSON: most environments are in the repository. */
const jsonc = () => require('jsonc-parser') as typeof import('jsonc-parser');

/** Maximum nesting of brackets: an environment has seven levels, a diff nine. */
const deepest = 64;

/** Characters of a line to show on either side of a problem. */
const excerptReach = 30;

/** The value, or the problem and its position: `3:14: …`, in one line. */
export type StrictJson = { readonly value: unknown } | { readonly problem: string };

interface Place {
  readonly offset: number;
  readonly what: string;
}

/**
 * Like `parseStrictJson`, for a file. Reads no more bytes than allowed. Refuses a pipe or a device, since reading it
 * could wait or last for ever.
 *
 * @throws the error of the file system
 */
export function readStrictJson(path: string, largest: number): StrictJson {
  const stats = statSync(path);
  if (stats.isFile() && stats.size > largest) return tooLarge(stats.size, largest);
  // Reading a folder fails with a clear error.
  if (!stats.isFile() && !stats.isDirectory()) return { problem: 'it is a pipe or a device, and no file' };
  return parseStrictJson(readFileSync(path), largest);
}

function tooLarge(size: number, largest: number): StrictJson {
  return { problem: `it has ${size} bytes, and at most ${largest} are read` };
}

/**
 * Reads JSON that a person wrote or may have edited. Stricter than `JSON.parse`, which silently uses the last of two
 * equal keys: here, equal keys and more than 64 levels of brackets are refused. Ignores a byte-order mark, which
 * editors on Windows write invisibly.
 *
 * @param bytes content of the file
 * @param largest maximum number of bytes
 */
export function parseStrictJson(bytes: Uint8Array, largest: number): StrictJson {
  if (bytes.length > largest) return tooLarge(bytes.length, largest);
  const text = textOf(bytes);
  if (text === undefined)
    return { problem: 'it is not UTF-8, which JSON is written in: save it with that encoding' };
  // Checked before any recursive function reads the text.
  const place = tooDeep(text) ?? firstProblem(text);
  if (place) return { problem: describePlace(text, place) };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (cause) {
    return { problem: visibleText((cause as Error).message) };
  }
}

/** The text, without a byte-order mark; undefined if it is in another encoding. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function tooDeep(text: string): Place | undefined {
  const scanner = jsonc().createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const begin = text.charAt(offset);
    if (begin === '{' || begin === '[') depth += 1;
    if (begin === '}' || begin === ']') depth -= 1;
    if (depth > deepest) return { offset, what: `more than ${deepest} brackets within each other` };
  }
  return undefined;
}

/** The first problem, in the order of the text. */
function firstProblem(text: string): Place | undefined {
  let first: Place | undefined;
  const note = (offset: number, what: () => string) => {
    if (!first || offset < first.offset) first = { offset, what: what() };
  };
  const objects: Map<string, number>[] = [];
  jsonc().visit(
    text,
    {
      onObjectBegin: () => void objects.push(new Map()),
      onObjectEnd: () => void objects.pop(),
      onObjectProperty: (key, offset) => {
        const keys = objects.at(-1);
        const earlier = keys?.get(key);
        if (earlier !== undefined) note(offset, () => doubledKey(text, key, earlier));
        keys?.set(key, offset);
      },
      // Such as 1e999: no later message could show the original number.
      onLiteralValue: (value: unknown, offset) => {
        if (typeof value === 'number' && !Number.isFinite(value)) note(offset, () => 'a number out of range');
      },
      onError: (code, offset) => note(offset, () => inWords(code)),
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return first;
}

function doubledKey(text: string, key: string, earlier: number): string {
  const { line, column } = positionOf(text, earlier);
  return `the key "${visibleText(key, 60)}" is there already, at ${line}:${column}; one of the two has to go`;
}

/** `PropertyNameExpected` as `property name expected`. */
function inWords(code: ParseErrorCode): string {
  return jsonc()
    .printParseErrorCode(code)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function describePlace(text: string, { offset, what }: Place): string {
  const { line, column } = positionOf(text, offset);
  const begin = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const before = text.slice(Math.max(begin, offset - excerptReach), offset);
  const after = text.slice(offset, Math.min(end === -1 ? text.length : end, offset + excerptReach));
  return `${line}:${column}: ${what}, at "${visibleText(before)}▸${visibleText(after)}"`;
}

/** Line and column as in an editor, counted from one. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
