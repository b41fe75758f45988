import ts from 'typescript';
import { withNamedImport } from './object-literals';

/** Adds a statement at the end of the constructor of the class of a stack. */
export function withStatement(text: string, statement: string): string {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  let end: number | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isConstructorDeclaration(node) && node.body) end = node.body.getEnd() - 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return end === undefined ? text : `${text.slice(0, end)}\n    ${statement}\n${text.slice(end)}`;
}

/** Imports a contract, and what publishes it. */
export function withContractImport(text: string, constant: string, engine: string): string {
  return withNamedImport(
    withNamedImport(text, 'publish', `@bulkhead/${engine}`),
    constant,
    '@bulkhead/contracts',
  );
}
