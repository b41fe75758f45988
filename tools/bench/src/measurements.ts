import { type Measurement } from './measurement';
import { coldSynth } from './measurements/cold-synth';
import { precision } from './measurements/precision';
import { reading } from './measurements/reading';
import { unchangedDeploy } from './measurements/unchanged-deploy';
import { scale } from './scale/scale';

/** All measurements of the benchmark, in the order of its report. */
export const measurements: readonly Measurement[] = [coldSynth, unchangedDeploy, reading, scale, precision];
