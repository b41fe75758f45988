/** A setting in a file of the user that a run must not go on with. */
export interface FileProblem {
  /** What is set where, such as `endpoint_url in [profile dev] of ~/.aws/config`. */
  readonly setting: string;
  readonly why: string;
  /** The edit that mends it. */
  readonly next: string;
}
