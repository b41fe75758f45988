import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Comparison, type Count } from './report/report-schema';

/** What one measurement found. */
export interface Figures {
  /** Ours against a peer's, in the order of their table. @default none */
  readonly comparisons?: readonly Comparison[];
  /** What was counted, a row each. @default none */
  readonly counts?: readonly Count[];
  /** What a reader must know to read the figures right, a sentence each. @default none */
  readonly notes?: readonly string[];
}

/** What a measurement may use. */
export interface Bench {
  /** Absolute path of the workspace, which is built. */
  readonly workspaceRoot: string;
  /** How often each contender runs. */
  readonly runs: number;
  /** Folder of the peers' programs; installs them when first asked. */
  peers(): Promise<string>;
  /**
   * A copy of the workspace of which every stack of environment `local` is deployed on an emulator of its own; made
   * when first asked, which takes two minutes, and shared by the measurements that ask. Each leaves it as it was.
   */
  deployedCopy(): Promise<WorkspaceCopy>;
  /** Says how far it is. */
  notify(line: string): void;
}

/** One part of the benchmark. */
export interface Measurement {
  /** What `--only` calls it. */
  readonly name: string;
  /** Heading of its figures. */
  readonly title: string;
  /** How often each contender runs unless `--runs` says otherwise. */
  readonly runs: number;
  measure(bench: Bench): Promise<Figures>;
}
