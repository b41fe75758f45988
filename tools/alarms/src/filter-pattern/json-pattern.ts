import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';
import { type Comparison, isAs, readComparison } from './comparison';
import { jsonOf, type Match } from './log-event';

/** A step from a node of JSON to another one. `*` is each field, or each element. */
type Step = string | number | '*';

/**
 * What must hold of a JSON event. "Using filter patterns to match terms in JSON log events":
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-json-log-events
 */
export type JsonCondition =
  | { readonly type: 'compared'; readonly path: readonly Step[]; readonly comparison: Comparison }
  | { readonly type: 'is'; readonly path: readonly Step[]; readonly value: null | boolean }
  | { readonly type: 'not-exists'; readonly path: readonly Step[] }
  | { readonly type: 'and' | 'or'; readonly conditions: readonly JsonCondition[] };

/** "Up to one wildcard selector in a property selector, and up to three in a filter pattern." */
const mostWildcards = { inSelector: 1, inPattern: 3 } as const;

/** @throws Unfit if CloudWatch Logs would refuse it */
export function readJsonPattern(text: string): JsonCondition {
  const scanner = new Scanner(text, 'the pattern');
  scanner.expect('{');
  const condition = alternatives(scanner);
  scanner.expect('}');
  if (!scanner.atEnd()) scanner.fail('end');
  if (
    pathsIn(condition)
      .flat()
      .filter((step) => step === '*').length > mostWildcards.inPattern
  )
    throw new Unfit(`the pattern ${text} has more than ${mostWildcards.inPattern} selectors with a star`);
  return condition;
}

function alternatives(scanner: Scanner): JsonCondition {
  const conditions = [all(scanner)];
  while (scanner.take('||')) conditions.push(all(scanner));
  return single('or', conditions);
}

function all(scanner: Scanner): JsonCondition {
  const conditions = [condition(scanner)];
  while (scanner.take('&&')) conditions.push(condition(scanner));
  return single('and', conditions);
}

function single(type: 'and' | 'or', conditions: readonly JsonCondition[]): JsonCondition {
  const [only] = conditions;
  return conditions.length === 1 && only ? only : { type, conditions };
}

function condition(scanner: Scanner): JsonCondition {
  if (scanner.take('(')) {
    const inner = alternatives(scanner);
    scanner.expect(')');
    return inner;
  }
  const path = readSelector(scanner);
  if (scanner.word('IS')) {
    const word = scanner.word('NULL', 'TRUE', 'FALSE') ?? scanner.fail('NULL, TRUE or FALSE');
    return { type: 'is', path, value: word === 'NULL' ? null : word === 'TRUE' };
  }
  if (scanner.word('NOT')) {
    if (!scanner.word('EXISTS')) scanner.fail('EXISTS');
    return { type: 'not-exists', path };
  }
  const comparison = readComparison(scanner, /[^\s"%(){}&|=<>!]+/) ?? scanner.fail('operator');
  return { type: 'compared', path, comparison };
}

function readSelector(scanner: Scanner): Step[] {
  if (!scanner.take('$')) scanner.fail('selector that begins with $');
  const path: Step[] = [];
  for (let step = readStep(scanner); step !== undefined; step = readStep(scanner)) path.push(step);
  if (path.length === 0) scanner.fail('property after $');
  if (path.filter((step) => step === '*').length > mostWildcards.inSelector)
    throw new Unfit(`a selector of the pattern ${scanner.text} has more than one star`);
  return path;
}

function readStep(scanner: Scanner): Step | undefined {
  const bracketed = scanner.match(/\.?\[\s*(?:(\d+)|(\*)|'([^']+)'|"([^"]+)")\s*\]/);
  if (bracketed) {
    const [, index, star, single, double] = bracketed;
    return index === undefined ? (star ?? single ?? double) : Number(index);
  }
  return scanner.match(/\.(\*|[A-Za-z0-9_-]+)/)?.[1];
}

function pathsIn(condition: JsonCondition): (readonly Step[])[] {
  return 'conditions' in condition ? condition.conditions.flatMap(pathsIn) : [condition.path];
}

/** What a pattern finds in an event; undefined if it does not match. An event that is no JSON is no match. */
export function matchJson(condition: JsonCondition, message: string): Match | undefined {
  const root = jsonOf(message);
  if (typeof root !== 'object' || root === null || !isTrue(condition, root)) return undefined;
  return {
    textOf: (field) => {
      const [node] = nodesAt(root, readSelector(new Scanner(field, 'the field')));
      return typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean'
        ? String(node)
        : undefined;
    },
  };
}

function isTrue(condition: JsonCondition, root: object): boolean {
  switch (condition.type) {
    case 'and':
      return condition.conditions.every((each) => isTrue(each, root));
    case 'or':
      return condition.conditions.some((each) => isTrue(each, root));
    case 'not-exists':
      return nodesAt(root, condition.path).length === 0;
    case 'is':
      return nodesAt(root, condition.path).some((node) => node === condition.value);
    case 'compared':
      // "Value nodes can be strings or numbers. If a property selector points to an array or object, the filter pattern
      // won't match." So neither does a property that does not exist, whatever the operator.
      return nodesAt(root, condition.path).some(
        (node) => (typeof node === 'string' || typeof node === 'number') && isAs(condition.comparison, node),
      );
  }
}

function nodesAt(root: unknown, path: readonly Step[]): unknown[] {
  return path.reduce<unknown[]>((nodes, step) => nodes.flatMap((node) => stepFrom(node, step)), [root]);
}

function stepFrom(node: unknown, step: Step): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  if (step === '*') return Object.values(node);
  if (Array.isArray(node) !== (typeof step === 'number')) return [];
  return Object.hasOwn(node, step) ? [(node as Record<Step, unknown>)[step]] : [];
}

/** @throws Unfit if the text selects nothing that JSON could have */
export function requireJsonField(field: string): void {
  const scanner = new Scanner(field, 'the field');
  readSelector(scanner);
  if (!scanner.atEnd()) scanner.fail('end');
}
