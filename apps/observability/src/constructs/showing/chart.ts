import { type WatchedMetric } from '../watching/watch';
import { type Search } from './search';

/** A number that a dashboard shows: one metric, found by its names or by a search, or a calculation with several. */
export type ShownNumber =
  | WatchedMetric
  | Search
  | {
      /** In CloudWatch's metric math. */
      readonly expression: string;
      /** The metrics by the ids that the expression has for them. */
      readonly using: Readonly<Record<string, WatchedMetric | Search>>;
    };

/** A graph of an overview. */
export interface Chart {
  readonly title: string;
  /** The region that the numbers are from. */
  readonly region: string;
  readonly periodSeconds: number;
  /** How far back the graph goes, in days. @default what the reader of the dashboard chooses */
  readonly days?: number;
  /** The numbers by their labels. */
  readonly numbers: Readonly<Record<string, ShownNumber>>;
  /** A value that should not be passed, and what it means. */
  readonly limit?: { readonly value: number; readonly means: string };
  /** Whether the newest value of each number is shown above the graph. @default false */
  readonly showsNewest?: boolean;
}
