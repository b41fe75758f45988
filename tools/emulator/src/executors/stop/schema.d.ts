export interface StopExecutorSchema {
  /** Seconds that the emulator may take to end before it is killed. @default 5 */
  readonly graceSeconds?: number;
}
