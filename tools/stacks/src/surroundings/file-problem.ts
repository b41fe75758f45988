/** A setting in a user's file that stops a run. */
export interface FileProblem {
  /** The setting and its place, such as `endpoint_url in [profile dev] of ~/.aws/config`. */
  readonly setting: string;
  readonly why: string;
  /** The edit that mends it. */
  readonly next: string;
}
