/**
 * A word that a POSIX shell takes as it is meant: bare where every shell does, else in single quotes. Every command that
 * we print takes what others named through here.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function shellWord(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : shellQuoted(word);
}

/** The same in quotes in any case, for a word in which somebody may put something of their own. */
export function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
