import ts from 'typescript';
import { parse } from './syntax';

const importsIn = (text: string) => parse(text).statements.filter(ts.isImportDeclaration);

const moduleOf = ({ moduleSpecifier }: ts.ImportDeclaration) => (moduleSpecifier as ts.StringLiteral).text;

const importOf = (text: string, module: string) => importsIn(text).find((each) => moduleOf(each) === module);

/** Adds an import before the first import that sorts behind it. A module that is already imported stays as it is. */
export function withImport(text: string, names: string, module: string): string {
  if (importOf(text, module)) return text;
  const imports = importsIn(text);
  const line = `import { ${names} } from '${module}';\n`;
  const isRelative = (each: string) => each.startsWith('.');
  const behind = imports.find((each) => {
    const other = moduleOf(each);
    return isRelative(other) === isRelative(module) ? other > module : isRelative(other);
  });
  const last = imports.at(-1);
  const at = behind?.getStart() ?? (last ? last.getEnd() + 1 : 0);
  return text.slice(0, at) + line + text.slice(at);
}

/** Adds a name to the import of a module. Adds the import if there is none. */
export function withNamedImport(text: string, name: string, module: string): string {
  const bindings = importOf(text, module)?.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return withImport(text, name, module);
  const names = bindings.elements.map((each) => each.getText());
  if (names.includes(name)) return text;
  return `${text.slice(0, bindings.getStart())}{ ${[...names, name].join(', ')} }${text.slice(bindings.getEnd())}`;
}

/** Removes the import of a module. */
export function withoutImport(text: string, module: string): string {
  const declaration = importOf(text, module);
  if (!declaration) return text;
  return text.slice(0, declaration.getStart()) + text.slice(declaration.getEnd()).replace(/^\n/, '');
}
