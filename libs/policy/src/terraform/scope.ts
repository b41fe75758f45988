import { BulkheadError } from '@bulkhead/errors';
import { consumedParameter } from '../model/consumed-parameter';
import { type ExchangedParameter } from '../model/policy-stack';
import { type Body, type Configuration, type Element, isObject } from './configuration';
import { ephemeralValue } from './ephemerals';
import { type Expression, parseTemplate } from './expression';
import { callFunction } from './functions';
import { logicalIdOf } from './logical-id';
import { type Attribute, type Mapping, type Properties, type Target } from './mapping';
import { mappings } from './mappings';
import { dataSources } from './mappings/data-sources';
import { regionNamedBy } from './providers';
import { selectedItem } from './selected-item';
import { unmappedAttribute, unmappedType } from './unmapped';

/** The elements that an element of a stack can refer to. */
export interface Surroundings {
  /** Resources, data sources and ephemeral values by address. */
  readonly elements: ReadonlyMap<string, Element>;
  /** The parameters that the stack reads. They tell a list from a single value. */
  readonly consumes: readonly ExchangedParameter[];
  readonly configuration: Configuration;
}

/** Turns Terraform's values into CloudFormation's, in the context of one element. */
export class Scope {
  constructor(
    private readonly surroundings: Surroundings,
    /** Address of the element, for messages. */
    readonly address: string,
    readonly type: string,
    /** Addresses on the way to this element, to find circular references. */
    private readonly path: readonly string[] = [],
  ) {}

  /** A value with every expression in it resolved. */
  evaluate(value: unknown): unknown {
    if (typeof value === 'string') return this.resolve(parseTemplate(value));
    if (Array.isArray(value)) return value.map((item) => this.evaluate(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.evaluate(item)]));
  }

  /**
   * A JSON document in a string, as an object.
   *
   * @throws BulkheadError `UnreadableDocument` if the string is not JSON
   */
  document(value: unknown): unknown {
    if (typeof value !== 'string') return this.evaluate(value);
    const expression = parseTemplate(value);
    if (expression.kind !== 'literal' && expression.kind !== 'template') return this.resolve(expression);
    // Interpolations may hold quotes that the text around them does not escape, so they are taken out before parsing.
    const parts = expression.kind === 'template' ? expression.parts : [expression];
    const text = parts
      .map((part, index) => (part.kind === 'literal' ? String(part.value) : `${open}${index}${close}`))
      .join('');
    return this.withParts(this.parsed(text), parts);
  }

  /** The region of the provider that a body names; `undefined` for the region of the stack. */
  regionNamedBy(body: Body): string | undefined {
    return regionNamedBy(this.surroundings.configuration, body);
  }

  /** The properties for some attributes. An attribute with the value `undefined` adds none. */
  properties(table: Properties, body: Body): Record<string, unknown> {
    const properties: Record<string, unknown> = {};
    for (const [attribute, value] of Object.entries(body)) {
      if (value === null || value === undefined) continue;
      const target = table[attribute];
      if (target === undefined) throw unmappedAttribute(this.type, attribute, this.address);
      for (const [name, converted] of this.convert(target, value)) {
        if (converted !== undefined) assign(properties, name.split('.'), converted);
      }
    }
    return properties;
  }

  private convert(target: Target, value: unknown): (readonly [string, unknown])[] {
    if (typeof target === 'string') return [[target, this.evaluate(value)]];
    if ('without' in target) return [];
    if ('name' in target) return [[target.name, target.shape(value, this)]];
    return target.map(({ name, shape }) => [name, shape(value, this)] as const);
  }

  private resolve(expression: Expression): unknown {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'reference':
        return this.reference(expression.segments);
      case 'list':
        return expression.items.map((item) => this.resolve(item));
      case 'object':
        return Object.fromEntries(expression.entries.map(([key, value]) => [key, this.resolve(value)]));
      case 'template':
        return joined(expression.parts.map((part) => this.resolve(part)));
      case 'index': {
        const of = this.resolve(expression.of);
        // If a document is known only on deployment, so is each value in it.
        if (!Array.isArray(of) && !/^\d+$/.test(String(expression.at))) return of;
        return selectedItem(of, expression.at);
      }
      case 'call':
        return callFunction(
          expression.name,
          expression.arguments.map((argument) => this.resolve(argument)),
          { address: this.address, isList: (path) => this.isList(path) },
        );
    }
  }

  private reference(segments: readonly string[]): unknown {
    const [kind = ''] = segments;
    const isResource = kind !== 'data' && kind !== 'ephemeral';
    const [type = '', name = '', ...attributes] = isResource ? segments : segments.slice(1);
    const address = isResource ? `${type}.${name}` : `${kind}.${type}.${name}`;
    const element = this.surroundings.elements.get(address);
    if (!element) {
      throw new BulkheadError(
        'UnknownTerraformReference',
        `${this.address} refers to ${segments.join('.')}, which its stack does not have.`,
        {
          next: 'refer to a resource or data source of the same stack, or consume a contract',
        },
      );
    }
    const target = this.at(element);
    const attribute = attributes.filter((segment) => !/^\d+$/.test(segment)).join('.');
    if (kind === 'data') return target.dataSource(element, attribute);
    if (kind === 'ephemeral') return ephemeralValue(type, address, attribute);
    const mapping = mappings[type];
    if (!mapping) throw unmappedType(type, address);
    return target.attribute(element, mapping, attribute);
  }

  /** The CloudFormation counterpart of an attribute of the scope's element. */
  private attribute({ body, type, address }: Element, mapping: Mapping, name: string): unknown {
    const attribute = mapping.attributes[name];
    if (attribute && mapping.counterpart === 'resource')
      return this.mapped(attribute, logicalIdOf(address), body);
    if (attribute && 'sameAs' in attribute) return this.evaluate(body[attribute.sameAs]);
    const set = body[name];
    if (set === undefined || isObject(set)) throw unmappedAttribute(type, name, address);
    return this.evaluate(set);
  }

  private mapped(attribute: Attribute, logicalId: string, body: Body): unknown {
    if ('ref' in attribute) return { Ref: logicalId };
    if ('getAtt' in attribute) return { 'Fn::GetAtt': [logicalId, attribute.getAtt] };
    if ('terraformOnly' in attribute)
      return { 'Fn::Join': ['.', [{ Ref: logicalId }, attribute.terraformOnly]] };
    return this.evaluate(body[attribute.sameAs]);
  }

  private dataSource({ body, type, address }: Element, attribute: string): unknown {
    const read = dataSources[type];
    if (!read) throw unmappedType(type, address);
    const value = read(body, attribute, this);
    if (value === undefined) throw unmappedAttribute(type, attribute, address);
    return value;
  }

  private at({ address, type }: Element): Scope {
    if (this.path.includes(address)) {
      throw new BulkheadError(
        'CircularTerraformReference',
        `${[...this.path, address].join(' -> ')} is a circle.`,
      );
    }
    return new Scope(this.surroundings, address, type, [...this.path, address]);
  }

  private isList(value: unknown): boolean {
    const path = isObject(value) ? value[consumedParameter] : undefined;
    return this.surroundings.consumes.some(
      (parameter) => parameter.path === path && parameter.kind === 'list',
    );
  }

  private parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new BulkheadError('UnreadableDocument', `${this.address} holds a document that is not JSON.`, {
        cause,
        next: 'build the document with JSON.stringify or Fn.jsonencode',
      });
    }
  }

  private withParts(value: unknown, parts: readonly Expression[]): unknown {
    if (Array.isArray(value)) return value.map((item) => this.withParts(item, parts));
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.withParts(item, parts)]),
      );
    }
    if (typeof value !== 'string') return value;
    const pieces = value.split(placeholder).map((piece, index) => {
      const part = index % 2 === 1 ? parts[Number(piece)] : undefined;
      return part ? this.resolve(part) : piece;
    });
    return joined(pieces.filter((piece) => piece !== ''));
  }
}

/** Characters of Unicode's private use area, which no document contains. */
const [open, close] = ['\uE000', '\uE001'];
const placeholder = new RegExp(`${open}(\\d+)${close}`);

/** A text with pieces that are known only on deployment. */
function joined(pieces: readonly unknown[]): unknown {
  if (pieces.length === 1) return pieces[0];
  if (pieces.every((piece) => !isObject(piece) && !Array.isArray(piece))) return pieces.map(String).join('');
  return { 'Fn::Join': ['', pieces] };
}

function assign(
  properties: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) properties[name] = merged(properties[name], value);
  else assign((properties[name] ??= {}) as Record<string, unknown>, rest, value);
}

/**
 * Merges two values of one property: objects are merged, lists are appended, and of two scalars the later one is used.
 */
export function merged(present: unknown, added: unknown): unknown {
  if (Array.isArray(present) && Array.isArray(added)) return [...present, ...added];
  if (!isObject(present) || !isObject(added)) return added;
  const both = { ...present };
  for (const [key, value] of Object.entries(added)) both[key] = merged(both[key], value);
  return both;
}
