import { type AlarmState } from '../model/alarm-state';

/** What keeps a composite alarm from acting at a second. */
type Reason =
  | { readonly type: 'wait' | 'extension'; readonly until: number }
  /** The suppressor is in ALARM. */
  | { readonly type: 'alarm' };

/**
 * The suppression of one composite alarm. "Suppressing composite alarm actions":
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 *
 * "Composite alarms don't take actions when WaitPeriod and ExtensionPeriod become active. Composite alarms take actions
 * that are based on their current states when ExtensionPeriod and WaitPeriod become inactive."
 */
export class Suppression {
  private reason: Reason | undefined;
  /** Whether the alarm has changed its state without acting. */
  private isPending = false;

  /** @param isSuppressed whether the suppressor is in ALARM at first */
  constructor(
    private readonly periods: { readonly waitSeconds: number; readonly extensionSeconds: number },
    isSuppressed: boolean,
  ) {
    if (isSuppressed) this.reason = { type: 'alarm' };
  }

  /** When the period ends that is active now; undefined if none is. */
  get ends(): number | undefined {
    return this.reason && 'until' in this.reason ? this.reason.until : undefined;
  }

  /** The suppressor has changed to a state. A wait period that is active is discarded if it is ALARM. */
  suppressorIs(state: AlarmState, second: number): void {
    if (state === 'ALARM') this.reason = { type: 'alarm' };
    else if (this.reason?.type === 'alarm')
      this.reason = { type: 'extension', until: second + this.periods.extensionSeconds };
  }

  /**
   * The composite alarm has changed its state. A period that is active is discarded, and a new wait period starts,
   * unless the suppressor is in ALARM.
   */
  alarmChanged(second: number): void {
    this.isPending = true;
    if (this.reason?.type !== 'alarm')
      this.reason = { type: 'wait', until: second + this.periods.waitSeconds };
  }

  /** Ends the period that is active. True if the alarm now acts by its current state. */
  end(): boolean {
    const acts = this.isPending;
    this.reason = undefined;
    this.isPending = false;
    return acts;
  }
}
