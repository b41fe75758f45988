export interface StartExecutorSchema {
  /** Loopback port to start on. @default `BULKHEAD_EMULATOR_PORT`, else 5566 */
  readonly port?: number;
  /** Seconds that a start may take. @default 60, or 300 if moto has to be downloaded first */
  readonly deadlineSeconds?: number;
}
