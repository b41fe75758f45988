/** What a pattern found in a log event that it matches. */
export interface Match {
  /** The text of a field: `$.latency` of JSON, `$bytes` or `$7` of fields between spaces; undefined if there is none. */
  readonly textOf: (field: string) => string | undefined;
}

/** The texts of an event whose fields are between spaces. Brackets and quotation marks hold a field together. */
export function fieldsOf(message: string): string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(
    ([, bracketed, quoted, bare]) => bracketed ?? quoted ?? bare ?? '',
  );
}

/** The JSON of an event; undefined if it is none. */
export function jsonOf(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
