import * as ts from 'typescript';

/** A test that quotes rows, in its name or in the name of a group around it. */
export interface QuotingTest {
  /** Its own name, as written. */
  readonly name: string;
  readonly rows: readonly string[];
}

/** The rows and tests of a test file. */
export interface QuotedRows {
  /** Tests that run. A table of cases counts as one test, because only a run knows the number of its cases. */
  readonly tests: readonly QuotingTest[];
  /** Every row that a name quotes, including names of skipped tests and empty groups. */
  readonly rows: readonly string[];
}

/**
 * The rows that the names of tests and groups quote. Only names count: a row in a comment, in a table of cases or in an
 * expected value is no claim of a test.
 *
 * @param source text of a TypeScript test file
 */
export function quotedRows(source: string): QuotedRows {
  const tests: QuotingTest[] = [];
  const rows = new Set<string>();
  const visit = (node: ts.Node, outer: { rows: readonly string[]; skipped: boolean }): void => {
    const named = ts.isCallExpression(node) ? namedBlock(node) : undefined;
    if (!named) return ts.forEachChild(node, (child) => visit(child, outer));

    const own = rowsIn(named.name);
    for (const row of own) rows.add(row);
    const quoted = [...new Set([...outer.rows, ...own])];
    const skipped = outer.skipped || named.skipped;
    if (named.kind === 'describe') {
      return ts.forEachChild(node, (child) => visit(child, { rows: quoted, skipped }));
    }
    if (!skipped && quoted.length > 0) tests.push({ name: named.name, rows: quoted });
  };
  visit(ts.createSourceFile('tests.ts', source, ts.ScriptTarget.Latest), { rows: [], skipped: false });
  return { tests, rows: [...rows] };
}

interface NamedBlock {
  readonly kind: 'test' | 'describe';
  readonly name: string;
  readonly skipped: boolean;
}

const kinds: Readonly<Record<string, NamedBlock['kind']>> = {
  test: 'test',
  it: 'test',
  describe: 'describe',
};

/** A call that names a test or a group, such as `test('…', …)` or `describe.each(…)('…', …)`. */
function namedBlock({ expression, arguments: [name] }: ts.CallExpression): NamedBlock | undefined {
  // `each` is called with the table, and its result is called with the name.
  const table = ts.isCallExpression(expression)
    ? expression.expression
    : ts.isTaggedTemplateExpression(expression)
      ? expression.tag
      : undefined;
  const words = wordsOf(table ?? expression);
  const kind = kinds[words[0] ?? ''];
  if (!kind || !name || (words.at(-1) === 'each') !== (table !== undefined)) return undefined;
  return { kind, name: textOf(name), skipped: words.includes('skip') || words.includes('todo') };
}

/** The words of an expression such as `describe.skip.each`. Empty for any other expression. */
function wordsOf(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const before = wordsOf(expression.expression);
  return before.length === 0 ? [] : [...before, expression.name.text];
}

/** The text of a name, as far as the file contains it. */
function textOf(name: ts.Expression): string {
  if (ts.isStringLiteralLike(name)) return name.text;
  if (ts.isTemplateExpression(name)) {
    return [name.head.text, ...name.templateSpans.map(({ literal }) => literal.text)].join('…');
  }
  if (ts.isBinaryExpression(name)) return `${textOf(name.left)}${textOf(name.right)}`;
  return '';
}

function rowsIn(name: string): string[] {
  return name.match(/\bP\d+\.\d+\b/g) ?? [];
}
