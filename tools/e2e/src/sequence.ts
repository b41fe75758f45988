import { createHash } from 'node:crypto';

/** Numbers in [0, 1), drawn from a seed: one seed, one sequence. */
export function sequence(seed: number): () => number {
  let drawn = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed} ${drawn++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}
