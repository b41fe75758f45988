import { type Draw } from './notation';

/**
 * Draws for one metric of a scenario. The same seed and metric have the same draws on every machine, in whatever order
 * somebody asks for them, so that nothing has to be kept.
 *
 * @param seed of the scenario
 * @param metric any text that no other metric has
 */
export function drawsOf(seed: number, metric: string): Draw {
  let start = mixed(seed);
  for (let index = 0; index < metric.length; index++) start = mixed(start ^ metric.charCodeAt(index));
  return (index, sample) => mixed(mixed(start ^ index) + sample) / 2 ** 32;
}

/** A whole number of 32 bits that looks nothing like the given one: the finalizer of MurmurHash3 (A. Appleby). */
function mixed(given: number): number {
  let value = given | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) + 0x9e3779b9) >>> 0;
}
