import ts from 'typescript';

/** A source text that is edited at the places of its syntax; what is between them stays as it is. */
function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
}

/** Leads to an object literal of a source; undefined where the source is written otherwise. */
export type FindObject = (source: ts.SourceFile) => ts.ObjectLiteralExpression | undefined;

/** The first object literal of what a constant is, behind calls and other constants: `z.strictObject({ … }).optional()`. */
export function objectOf(name: string): FindObject {
  return (source) => literalIn(initializerOf(source, name), source);
}

/** The object literal that is the last argument of a call: `synthesizeApp(__dirname, { … })`. */
export function argumentOf(callee: string): FindObject {
  return (source) => {
    let found: ts.ObjectLiteralExpression | undefined;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === callee) {
        const last = node.arguments.at(-1);
        if (last && ts.isObjectLiteralExpression(last)) found ??= last;
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  };
}

function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (declaration.name.getText() === name) return declaration.initializer;
  }
  return undefined;
}

function literalIn(node: ts.Node | undefined, source: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  if (node === undefined || ts.isObjectLiteralExpression(node)) return node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  const inside = children.map((child) => literalIn(child, source)).find((literal) => literal !== undefined);
  if (inside) return inside;
  const identifier = [node, ...children].find(ts.isIdentifier);
  const declared = identifier && initializerOf(source, identifier.text);
  return declared && declared !== node ? literalIn(declared, source) : undefined;
}

/** A property of an object literal, by its key. */
function propertyOf(
  object: ts.ObjectLiteralExpression,
  key: string,
): ts.ObjectLiteralElementLike | undefined {
  return object.properties.find(
    ({ name }) => name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === key,
  );
}

/**
 * Adds a property to an object literal, behind the others. One that is there stays as it is.
 *
 * @returns the edited text; undefined where there is no such literal
 */
export function withProperty(text: string, find: FindObject, key: string, value: string): string | undefined {
  const object = find(parse(text));
  if (object === undefined) return undefined;
  if (propertyOf(object, key)) return text;
  const last = object.properties.at(-1);
  const at = last?.getEnd() ?? object.getStart() + 1;
  return `${text.slice(0, at)}${last ? ',' : ''} ${written(key)}: ${value}${text.slice(at)}`;
}

/** Adds a property to the object literal that a property of another literal has; where it has something else, to a copy. */
export function withNestedProperty(
  text: string,
  find: FindObject,
  [outer, inner]: readonly [string, string],
  value: string,
): string | undefined {
  const object = find(parse(text));
  if (object === undefined) return undefined;
  const property = propertyOf(object, outer);
  if (property === undefined) return withProperty(text, find, outer, `{ ${written(inner)}: ${value} }`);
  if (!ts.isPropertyAssignment(property)) return undefined;
  const { initializer } = property;
  if (ts.isObjectLiteralExpression(initializer))
    return withProperty(text, (source) => nested(find(source), outer), inner, value);
  const before = initializer.getText();
  return `${text.slice(0, initializer.getStart())}{ ...${before}, ${written(inner)}: ${value} }${text.slice(initializer.getEnd())}`;
}

function nested(object: ts.ObjectLiteralExpression | undefined, key: string) {
  const property = object && propertyOf(object, key);
  if (!property || !ts.isPropertyAssignment(property)) return undefined;
  return ts.isObjectLiteralExpression(property.initializer) ? property.initializer : undefined;
}

/** Takes a property out of an object literal. A text without it stays as it is. */
export function withoutProperty(text: string, find: FindObject, key: string): string {
  const object = find(parse(text));
  const property = object && propertyOf(object, key);
  if (!object || !property) return text;
  const index = object.properties.indexOf(property);
  const [before, next] = [object.properties[index - 1], object.properties[index + 1]];
  const from = before?.getEnd() ?? object.getStart() + 1;
  const to = before ? property.getEnd() : (next?.getFullStart() ?? object.getEnd() - 1);
  return text.slice(0, from) + text.slice(to);
}

/**
 * Takes a property out of the object literal that a property of another one has: the reverse of `withNestedProperty`, so
 * that a copy becomes what it was made of, and nothing empty is left.
 */
export function withoutNestedProperty(
  text: string,
  find: FindObject,
  [outer, inner]: readonly [string, string],
): string {
  const within: FindObject = (source) => nested(find(source), outer);
  const edited = withoutProperty(text, within, inner);
  const literal = within(parse(edited));
  if (edited === text || !literal || literal.properties.length > 1) return edited;
  const [only] = literal.properties;
  if (!only) return withoutProperty(edited, find, outer);
  if (!ts.isSpreadAssignment(only)) return edited;
  return edited.slice(0, literal.getStart()) + only.expression.getText() + edited.slice(literal.getEnd());
}

/** A name as the key of an object literal. */
function written(key: string): string {
  return /^[a-z]\w*$/i.test(key) ? key : `'${key}'`;
}

/** Adds an import among the others, before the first of a module behind it. A module that is imported stays as it is. */
export function withImport(text: string, names: string, module: string): string {
  const imports = parse(text).statements.filter(ts.isImportDeclaration);
  const moduleOf = (each: ts.ImportDeclaration) => (each.moduleSpecifier as ts.StringLiteral).text;
  if (imports.some((each) => moduleOf(each) === module)) return text;
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

/** Takes the import of a module away. */
export function withoutImport(text: string, module: string): string {
  const declaration = parse(text)
    .statements.filter(ts.isImportDeclaration)
    .find((each) => (each.moduleSpecifier as ts.StringLiteral).text === module);
  if (!declaration) return text;
  return text.slice(0, declaration.getStart()) + text.slice(declaration.getEnd()).replace(/^\n/, '');
}

/** Adds an element to the array of a constant, before the first of a name behind it; one that is there stays as it is. */
export function withElement(text: string, name: string, element: string): string | undefined {
  const array = initializerOf(parse(text), name);
  if (!array || !ts.isArrayLiteralExpression(array)) return undefined;
  if (array.elements.some((each) => each.getText() === element)) return text;
  const behind = array.elements.find((each) => each.getText() > element);
  const last = array.elements.at(-1);
  if (behind) return `${text.slice(0, behind.getStart())}${element},\n  ${text.slice(behind.getStart())}`;
  const at = last?.getEnd() ?? array.getStart() + 1;
  return `${text.slice(0, at)}${last ? ',\n  ' : ''}${element}${text.slice(at)}`;
}

/** Takes an element out of the array of a constant. */
export function withoutElement(text: string, name: string, element: string): string {
  const array = initializerOf(parse(text), name);
  if (!array || !ts.isArrayLiteralExpression(array)) return text;
  const index = array.elements.findIndex((each) => each.getText() === element);
  const [before, found, next] = [array.elements[index - 1], array.elements[index], array.elements[index + 1]];
  if (!found) return text;
  const [from, to] = next
    ? [found.getStart(), next.getStart()]
    : [before?.getEnd() ?? found.getStart(), found.getEnd()];
  return text.slice(0, from) + text.slice(to);
}

/** Adds a name to the import of a module, which is made where there is none. */
export function withNamedImport(text: string, name: string, module: string): string {
  const declaration = parse(text)
    .statements.filter(ts.isImportDeclaration)
    .find((each) => (each.moduleSpecifier as ts.StringLiteral).text === module);
  const bindings = declaration?.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return withImport(text, name, module);
  const names = bindings.elements.map((each) => each.getText());
  if (names.includes(name)) return text;
  return `${text.slice(0, bindings.getStart())}{ ${[...names, name].join(', ')} }${text.slice(bindings.getEnd())}`;
}
