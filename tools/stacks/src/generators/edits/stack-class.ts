import ts from 'typescript';
import { withNamedImport } from './imports';
import { parse } from './syntax';

/**
 * Adds a statement at the end of the constructor of a stack's class.
 *
 * @returns the edited text; undefined if there is no constructor
 */
export function withStatement(text: string, statement: string): string | undefined {
  let end: number | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node) && node.body) end = node.body.getEnd() - 1;
    ts.forEachChild(node, visit);
  };
  visit(parse(text));
  return end === undefined ? undefined : `${text.slice(0, end)}\n    ${statement}\n${text.slice(end)}`;
}

/** Imports a contract, and the function that publishes it. */
export function withContractImport(text: string, constant: string, engine: string): string {
  return withNamedImport(
    withNamedImport(text, 'publish', `@bulkhead/${engine}`),
    constant,
    '@bulkhead/contracts',
  );
}
