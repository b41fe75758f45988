import ts from 'typescript';
import { keyOf } from '../../app-folders/generated-source';
import { initializerOf, parse } from './syntax';

/** Finds an object literal in a source. Undefined if the source is written in another way. */
export type FindObject = (source: ts.SourceFile) => ts.ObjectLiteralExpression | undefined;

/**
 * The first object literal in the value of a constant, inside calls and other constants: `z.strictObject({ …
 * }).optional()`.
 */
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
 * Adds a property to an object literal, behind the others. An existing property stays as it is.
 *
 * @returns the edited text; undefined if there is no such literal
 */
export function withProperty(text: string, find: FindObject, key: string, value: string): string | undefined {
  const object = find(parse(text));
  if (object === undefined) return undefined;
  if (propertyOf(object, key)) return text;
  const last = object.properties.at(-1);
  const at = last?.getEnd() ?? object.getStart() + 1;
  return `${text.slice(0, at)}${last ? ',' : ''} ${keyOf(key)}: ${value}${text.slice(at)}`;
}

/**
 * Adds a property to the object literal in a property of another literal. If the property holds something else, it adds
 * to a copy.
 */
export function withNestedProperty(
  text: string,
  find: FindObject,
  [outer, inner]: readonly [string, string],
  value: string,
): string | undefined {
  const object = find(parse(text));
  if (object === undefined) return undefined;
  const property = propertyOf(object, outer);
  if (property === undefined) return withProperty(text, find, outer, `{ ${keyOf(inner)}: ${value} }`);
  if (!ts.isPropertyAssignment(property)) return undefined;
  const { initializer } = property;
  if (ts.isObjectLiteralExpression(initializer))
    return withProperty(text, (source) => nested(find(source), outer), inner, value);
  const before = initializer.getText();
  return `${text.slice(0, initializer.getStart())}{ ...${before}, ${keyOf(inner)}: ${value} }${text.slice(initializer.getEnd())}`;
}

function nested(object: ts.ObjectLiteralExpression | undefined, key: string) {
  const property = object && propertyOf(object, key);
  if (!property || !ts.isPropertyAssignment(property)) return undefined;
  return ts.isObjectLiteralExpression(property.initializer) ? property.initializer : undefined;
}

/** Removes a property from an object literal. A text without the property stays as it is. */
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
 * Removes a property from the object literal in a property of another one: the reverse of `withNestedProperty`. A copy
 * becomes its origin again, and nothing empty is left.
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
