import { BulkheadError } from '@bulkhead/errors';
import { isObject } from './configuration';
import { type Properties, type Property } from './mapping';
import { type Scope } from './scope';

/** Converts the value of an attribute to the value of a property; `undefined` means no property. */
export type Shape = (value: unknown, scope: Scope) => unknown;

/** The same value, with its references resolved. */
export const plain: Shape = (value, scope) => scope.evaluate(value);

/** A property of another name or shape. */
export function property(name: string, shape: Shape = plain): Property {
  return { name, shape };
}

/** A property with a fixed value, whatever the value of the attribute. */
export function constant(name: string, value: unknown): Property {
  return { name, shape: () => value };
}

/** A JSON document in a string, as an object. */
export function json(name: string): Property {
  return property(name, (value, scope) => scope.document(value));
}

/** A value out of a fixed table, such as a protocol's number. */
export function oneOf(name: string, table: Readonly<Record<string, unknown>>): Property {
  return property(name, (value, scope) => {
    const evaluated = scope.evaluate(value);
    const found = table[String(evaluated)];
    return found === undefined ? evaluated : found;
  });
}

/** A block that occurs at most once. */
export function block(name: string, properties: Properties): Property {
  const shape: Shape = (value, scope) => {
    const [only, ...more] = blocksIn(value);
    if (more.length > 0) throw severalBlocks(name, scope);
    return only && scope.properties(properties, only);
  };
  return { name, shape, nested: properties };
}

/** A block that may occur several times, as a list. */
export function blocks(name: string, properties: Properties): Property {
  const shape: Shape = (value, scope) => blocksIn(value).map((each) => scope.properties(properties, each));
  return { name, shape, nested: properties };
}

/** One value as a list of one. */
export function listOfOne(name: string, shape: Shape = plain): Property {
  return property(name, (value, scope) => [shape(value, scope)]);
}

/** The value of one attribute in a block that occurs at most once. */
export const inBlock =
  (attribute: string): Shape =>
  (value, scope) =>
    scope.evaluate(blocksIn(value)[0]?.[attribute]);

/** Blocks with a name and a value each, as an object. */
export function byName(name: string, key = 'name', value = 'value'): Property {
  return property(name, (blocks, scope) =>
    Object.fromEntries(
      blocksIn(blocks).map((each) => [String(scope.evaluate(each[key])), scope.evaluate(each[value])]),
    ),
  );
}

/** A map of tags as a list of `Key` and `Value`. */
export function tagList(name: string): Property {
  return property(name, (value, scope) =>
    keysAndValues(scope.evaluate(isObject(value) ? value : {}) as object),
  );
}

/** A map as a list of `Key` and `Value`, in the order of the keys. */
export function keysAndValues(map: object): { readonly Key: string; readonly Value: unknown }[] {
  return Object.entries(map)
    .map(([Key, Value]) => ({ Key, Value: Value as unknown }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
}

/** A block, or the blocks of a list. Terraform's JSON syntax allows both. */
export function blocksIn(value: unknown): Readonly<Record<string, unknown>>[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function severalBlocks(name: string, scope: Scope): BulkheadError {
  return new BulkheadError('UnmappedTerraformAttribute', `${scope.address} has several blocks for ${name}.`, {
    next: `let the mapping of its type in libs/policy/src/terraform/mappings take more than one`,
  });
}
