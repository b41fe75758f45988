import { processorSeconds } from './process-identity';

/** An emulator that works at least this part of a time is busy. One that hangs only looks for connections. */
const busyShare = 0.02;

/** Tells an emulator that is busy, on a machine that is, from one that hangs: neither answers in time. */
export class ProcessWork {
  private seconds = 0;
  private since = 0;

  /** @param group of the emulator's processes. @default nobody knows it, so that it never counts as busy */
  constructor(private readonly group: number | undefined) {}

  /** Begins to count. */
  async begin(): Promise<void> {
    this.seconds = this.group === undefined ? 0 : await processorSeconds(this.group);
    this.since = Date.now();
  }

  /** Whether the emulator has worked since the beginning, from where it counts anew. */
  async hasWorked(): Promise<boolean> {
    const { seconds, since } = this;
    await this.begin();
    return this.seconds - seconds > (busyShare * (this.since - since)) / 1_000;
  }
}
