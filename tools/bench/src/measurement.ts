import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Comparison, type Count } from './report/report-schema';

/** The result of one measurement. */
export interface Figures {
  /** Our times and a peer's, in the order of their table. @default none */
  readonly comparisons?: readonly Comparison[];
  /** Counted figures, one row for each subject. @default none */
  readonly counts?: readonly Count[];
  /** Facts that a reader needs to understand the figures, each in a sentence of its own. @default none */
  readonly notes?: readonly string[];
}

/** The means of a measurement. */
export interface Bench {
  /** Absolute path of the workspace, which must be built. */
  readonly workspaceRoot: string;
  /** How often each contender runs. */
  readonly runs: number;
  /** Folder of the peers' programs. The first call installs them. */
  peers(): Promise<string>;
  /**
   * A copy of the workspace in which every stack of environment `local` is deployed on an emulator of its own. The
   * first call makes the copy, which takes two minutes; later calls share it. Each measurement restores what it
   * changed.
   */
  deployedCopy(): Promise<WorkspaceCopy>;
  /** Reports progress. */
  notify(line: string): void;
}

/** One part of the benchmark. */
export interface Measurement {
  /** Name of the measurement for `--only`. */
  readonly name: string;
  /** Heading above its figures. */
  readonly title: string;
  /** How often each contender runs unless `--runs` says otherwise. */
  readonly runs: number;
  measure(bench: Bench): Promise<Figures>;
}
