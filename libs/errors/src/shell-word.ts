/**
 * A word that a POSIX shell reads unchanged: without quotes if every shell does so, otherwise in single quotes. Every
 * printed command must pass the names of others through this function.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function shellWord(word: string): string {
  return /^[\w./:=@,+-]+$/.test(word) ? word : shellQuoted(word);
}

/** The same, but always in quotes, for a word that the user may replace. */
export function shellQuoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
