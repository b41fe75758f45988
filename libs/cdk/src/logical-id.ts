/** A logical id from words and hyphenated names: `logicalId('Publish', 'app-platform', 'logGroupName')`. */
export function logicalId(...words: string[]): string {
  return words
    .flatMap((word) => word.split('-'))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
