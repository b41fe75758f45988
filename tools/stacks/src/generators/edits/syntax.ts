import ts from 'typescript';

/** A source text that is edited at the places of its syntax; what is between them stays as it is. */
export function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

/** What a constant of a source is; undefined where there is none of the name. */
export function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (declaration.name.getText() === name) return declaration.initializer;
  }
  return undefined;
}
