/** The note for something that AWS did not tell: what, and why not, on one line. */
export function unknownFact(what: string, error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const [first = ''] = message.split('\n');
  return `not known: ${what} (${name}: ${first.slice(0, 200)})`;
}
