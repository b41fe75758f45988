import * as ts from 'typescript';

/** The comment above a setting in the source of its schema. */
export interface Comment {
  /** Its sentences, in one line. Empty if there are none. */
  readonly text: string;
  /** The value if the setting is left out, from `@default`. */
  readonly default?: string;
  /** What a deploy does if only this setting changes, from `@change`. */
  readonly change?: string;
}

/** The type of a schema. It knows where each of the schema's keys is written. */
export interface SchemaType {
  /** The comment above a key of an object, or above the constant that defines the schema of the key. */
  comment(key: string): Comment;
  /** The schema of a key of an object. */
  key(key: string): SchemaType;
  /** The schema inside a wrapper that makes it optional or gives it a default. */
  inner(): SchemaType;
  /** The schema of the elements of a list. */
  element(): SchemaType;
  /** The schema of a member of a union, by its position. */
  option(index: number): SchemaType;
}

/**
 * The type of an exported schema.
 *
 * @param file path of the source that exports it
 * @throws RangeError if the source does not export it
 */
export function schemaType(file: string, name: string): SchemaType {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@bulkhead/source'],
    strict: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (!source || !symbol) throw new RangeError(`${file} exports no ${name}.`);
  return walker(checker, checker.getTypeOfSymbolAtLocation(symbol, source), name);
}

function walker(checker: ts.TypeChecker, type: ts.Type, path: string): SchemaType {
  const property = (of: ts.Type, name: string): ts.Symbol => {
    const found = checker.getPropertyOfType(of, name);
    if (!found) throw new RangeError(`The type of ${path} has no ${name}.`);
    return found;
  };
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbol(symbol);
  const within = (name: string) => typeOf(property(typeOf(property(type, 'def')), name));
  const keySymbol = (key: string) => property(typeOf(property(type, 'shape')), key);
  return {
    comment: (key) => commentOf(checker, keySymbol(key)),
    key: (key) => walker(checker, typeOf(keySymbol(key)), `${path}.${key}`),
    inner: () => walker(checker, within('innerType'), path),
    element: () => walker(checker, within('element'), `${path}[]`),
    option: (index) =>
      walker(checker, typeOf(property(within('options'), String(index))), `${path}|${index}`),
  };
}

function commentOf(checker: ts.TypeChecker, symbol: ts.Symbol): Comment {
  const own = written(checker, symbol);
  if (own.text) return own;
  const constant = (symbol.declarations ?? []).map((each) => constantOf(checker, each)).find(Boolean);
  return constant ? { ...own, ...written(checker, constant) } : own;
}

/** The constant that defines the schema of a key: `instanceType`, `scaling: groupScaling`, `list: sizes.optional()`. */
function constantOf(checker: ts.TypeChecker, declaration: ts.Declaration): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(declaration))
    return resolved(checker, checker.getShorthandAssignmentValueSymbol(declaration));
  if (!ts.isPropertyAssignment(declaration)) return undefined;
  let value: ts.Expression = declaration.initializer;
  while (ts.isCallExpression(value) && ts.isPropertyAccessExpression(value.expression))
    value = value.expression.expression;
  return ts.isIdentifier(value) ? resolved(checker, checker.getSymbolAtLocation(value)) : undefined;
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function written(checker: ts.TypeChecker, symbol: ts.Symbol): Comment {
  const tags = new Map(
    symbol
      .getJsDocTags(checker)
      .map(({ name, text }) => [name, inOneLine(ts.displayPartsToString(text))] as const),
  );
  const [byDefault, change] = [tags.get('default'), tags.get('change')];
  return {
    text: inOneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(change !== undefined && { change }),
  };
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
