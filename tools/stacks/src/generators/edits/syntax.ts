import ts from 'typescript';

/** Parses a source text. Edits replace only the places of syntax nodes; the text between them stays as it is. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

/** The value of a constant in a source. Undefined if there is no constant with the name. */
export function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (declaration.name.getText() === name) return declaration.initializer;
  }
  return undefined;
}
