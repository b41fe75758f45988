import { BulkheadError } from '@bulkhead/errors';

/** A parsed string of Terraform's JSON syntax. Covers only the syntax that cdktf writes. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'reference'; readonly segments: readonly string[] }
  | { readonly kind: 'index'; readonly of: Expression; readonly at: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Expression])[] }
  | { readonly kind: 'template'; readonly parts: readonly Expression[] };

/**
 * Reads a string of a configuration: text with `${…}` in it. A single `${…}` without text is the expression itself, of
 * any type. `$${` is the text `${`.
 *
 * @throws BulkheadError `UnreadableExpression` for syntax that cdktf's constructs do not produce
 */
export function parseTemplate(text: string): Expression {
  const parser = new Parser(text);
  const parts = parser.template(() => parser.atEnd());
  return single(parts);
}

function single(parts: readonly Expression[]): Expression {
  if (parts.length === 0) return { kind: 'literal', value: '' };
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'template', parts };
}

const identifier = /[A-Za-z_][\w-]*/y;
const number = /-?\d+(\.\d+)?/y;
const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/** A reader of HCL's expression syntax: references, literals, lists, objects, calls and indexes. */
class Parser {
  private position = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Reads text and interpolations until `ends` holds. */
  template(ends: () => boolean, quoted = false): Expression[] {
    const parts: Expression[] = [];
    let literal = '';
    const flush = () => {
      if (literal) parts.push({ kind: 'literal', value: literal });
      literal = '';
    };
    while (!ends()) {
      if (this.atEnd()) this.refuse('the end of a string');
      if (this.take('$${')) literal += '${';
      else if (this.take('%%{')) literal += '%{';
      else if (this.take('${')) {
        flush();
        parts.push(this.expression());
        this.expect('}');
      } else if (this.text.startsWith('%{', this.position)) this.refuse('no template directive');
      else if (quoted && this.take('\\')) {
        const character = this.text.charAt(this.position++);
        literal += escapes[character] ?? this.refuse('a known escape');
      } else literal += this.text.charAt(this.position++);
    }
    flush();
    return parts;
  }

  private expression(): Expression {
    let expression = this.operand();
    for (;;) {
      if (this.take('[')) {
        const at = this.expression();
        this.expect(']');
        const { value } = at.kind === 'literal' ? at : this.refuse('a literal index');
        if (typeof value !== 'string' && typeof value !== 'number') this.refuse('a literal index');
        expression =
          expression.kind === 'reference'
            ? { kind: 'reference', segments: [...expression.segments, String(value)] }
            : { kind: 'index', of: expression, at: value as string | number };
      } else if (this.take('.')) {
        const segment = this.match(identifier) ?? this.match(number) ?? this.refuse('an attribute');
        expression =
          expression.kind === 'reference'
            ? { kind: 'reference', segments: [...expression.segments, segment] }
            : { kind: 'index', of: expression, at: segment };
      } else return this.endOf(expression);
    }
  }

  private operand(): Expression {
    this.space();
    if (this.take('"')) {
      const parts = this.template(() => this.text.charAt(this.position) === '"', true);
      this.expect('"');
      return single(parts);
    }
    if (this.take('[')) return { kind: 'list', items: this.items(']', () => this.expression()) };
    if (this.take('{')) return { kind: 'object', entries: this.items('}', () => this.entry()) };
    const digits = this.match(number);
    if (digits !== undefined) return { kind: 'literal', value: Number(digits) };
    const name = this.match(identifier) ?? this.refuse('an expression');
    if (this.take('(')) return { kind: 'call', name, arguments: this.items(')', () => this.expression()) };
    const constant = constants[name];
    return constant === undefined
      ? { kind: 'reference', segments: [name] }
      : { kind: 'literal', value: constant };
  }

  private entry(): readonly [string, Expression] {
    const key = this.operand();
    this.space();
    if (!this.take('=') && !this.take(':')) this.refuse('= or :');
    const value = this.expression();
    if (key.kind === 'literal') return [String(key.value), value];
    if (key.kind === 'reference' && key.segments[0] !== undefined) return [key.segments[0], value];
    return this.refuse('a literal key');
  }

  private items<Item>(close: string, item: () => Item): Item[] {
    const items: Item[] = [];
    for (;;) {
      this.space();
      if (this.take(close)) return items;
      items.push(item());
      this.space();
      if (!this.take(',') && this.text.charAt(this.position) !== close) this.refuse(`, or ${close}`);
    }
  }

  private endOf(expression: Expression): Expression {
    this.space();
    return expression;
  }

  private space(): void {
    while (/\s/.test(this.text.charAt(this.position))) this.position++;
  }

  private take(token: string): boolean {
    if (!this.text.startsWith(token, this.position)) return false;
    this.position += token.length;
    return true;
  }

  private expect(token: string): void {
    this.space();
    if (!this.take(token)) this.refuse(token);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  private refuse(expected: string): never {
    throw new BulkheadError(
      'UnreadableExpression',
      `Expected ${expected} at position ${this.position} of ${JSON.stringify(this.text)}.`,
      { next: 'extend libs/policy/src/terraform/expression.ts' },
    );
  }
}
