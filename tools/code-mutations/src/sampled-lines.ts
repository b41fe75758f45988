import { createHash } from 'node:crypto';

/** Number of lines that are drawn together, so that a sample contains whole small blocks. */
const chunkLines = 12;

/**
 * The parts of a source that belong to a sample. They are the same each time. A mutant is tested if it lies completely
 * in one part.
 *
 * @param file path; the sample is derived from it
 * @param lines number of lines in the file
 * @param percent share of the lines, from 1 to 100
 * @returns such as `src/run.ts:13-24`, the format of StrykerJS; the whole file for 100
 */
export function sampledLines(file: string, lines: number, percent: number): string[] {
  if (percent === 100) return [file];
  const parts: string[] = [];
  for (let first = 1; first <= lines; first += chunkLines) {
    const digest = createHash('sha256').update(`${file} ${first}`).digest();
    if (digest.readUInt32BE() / 2 ** 32 >= percent / 100) continue;
    parts.push(`${file}:${first}-${Math.min(first + chunkLines - 1, lines)}`);
  }
  return parts;
}
