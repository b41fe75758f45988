import { Unfit } from '@bulkhead/errors';

/** Reads a text from left to right. White space between tokens does not matter. */
export class Scanner {
  private position = 0;

  /** @param what for messages: what the text is, such as `the rule` */
  constructor(
    readonly text: string,
    private readonly what: string,
  ) {}

  /** Whether only white space is left. */
  atEnd(): boolean {
    this.space();
    return this.position >= this.text.length;
  }

  /** Takes the first of some tokens that comes next; undefined if none of them does. Put longer tokens first. */
  take<const Token extends string>(...tokens: readonly Token[]): Token | undefined {
    this.space();
    const found = tokens.find((token) => this.text.startsWith(token, this.position));
    if (found !== undefined) this.position += found.length;
    return found;
  }

  /** Takes what a pattern matches next; undefined if it matches nothing. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    this.space();
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.position;
    const found = sticky.exec(this.text);
    if (found) this.position += found[0].length;
    return found ?? undefined;
  }

  /** Takes a word, if the letters next to each other are just this word. */
  word(...words: readonly string[]): string | undefined {
    return this.match(new RegExp(`(?:${words.join('|')})(?![A-Za-z0-9_])`))?.[0];
  }

  /** @throws Unfit if another token comes next */
  expect(token: string): void {
    if (this.take(token) === undefined) this.fail(token);
  }

  /** @throws Unfit */
  fail(expected: string): never {
    throw new Unfit(
      `${this.what} ${JSON.stringify(this.text)} has no ${expected} at position ${this.position + 1}`,
    );
  }

  private space(): void {
    while (/\s/.test(this.text.charAt(this.position))) this.position++;
  }
}
