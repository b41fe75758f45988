/** Where a run writes what people read; injected, so that a test can read it too. */
export interface Output {
  line(text: string): void;
}

/** Writes to the terminal. */
export const terminal: Output = { line: (text) => console.log(text) };

/** Writes to standard error, where standard output is for a program to read. */
export const standardError: Output = { line: (text) => console.error(text) };
