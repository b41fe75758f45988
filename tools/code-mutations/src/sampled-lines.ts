import { createHash } from 'node:crypto';

/** How many lines are drawn together, so that small blocks are whole in them. */
const chunkLines = 12;

/**
 * The parts of a source that a sample has, the same ones each time. A mutant is tried where all of it is in one part.
 *
 * @param file path, from which it is drawn
 * @param lines how many lines the file has
 * @param percent share of them, from 1 to 100
 * @returns such as `src/run.ts:13-24`, as StrykerJS takes it; the whole file for 100
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
