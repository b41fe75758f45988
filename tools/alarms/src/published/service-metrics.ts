/** Metrics of a service that AWS publishes with the same dimensions. */
export interface MetricGroup {
  /** Between spaces. */
  readonly names: string;
  /**
   * Sets of dimensions in which AWS publishes each of them: names between spaces, empty for none. A list, if spaces are
   * in the names.
   */
  readonly dimensions: readonly (string | readonly string[])[];
  /** How often AWS publishes a data point. @default as its service */
  readonly everySeconds?: number;
}

/** The metrics of one namespace. */
export interface ServiceMetrics {
  readonly namespace: string;
  /** The pages that list them. */
  readonly sources: readonly string[];
  /** How often AWS publishes a data point, unless somebody pays for more. */
  readonly everySeconds: number;
  /** The only region that has them. @default the region of the resource */
  readonly onlyIn?: string;
  readonly groups: readonly MetricGroup[];
}

/** The names of a set of dimensions. */
export function namesOf(dimensions: MetricGroup['dimensions'][number]): readonly string[] {
  return typeof dimensions === 'string' ? dimensions.split(' ').filter(Boolean) : dimensions;
}
