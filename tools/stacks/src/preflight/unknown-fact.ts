/** The note for something that AWS did not tell: what, and why not, on one line. */
export function unknownFact(what: string, error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const [first = ''] = message.split('\n');
  return `not known: ${what} (${name}: ${first.slice(0, 200)})`;
}

/** Notes with what is not known for one and the same reason on one line. */
export function foldedNotes(notes: readonly string[]): string[] {
  const folded = new Map<string, string[]>();
  for (const note of notes) {
    const [, what = note, why = ''] = /^not known: (.*) (\(.*\))$/.exec(note) ?? [];
    folded.set(why, [...(folded.get(why) ?? []), what]);
  }
  return [...folded].flatMap(([why, what]) =>
    why === '' ? what : [`not known: ${[...new Set(what)].join('; ')} ${why}`],
  );
}
