import { todayVariable } from '../plugin/run-hooks';

/** The day of the run, as `2027-12-31`. Suppressions may have expired on it. */
export function dayOfRun(): string {
  return process.env[todayVariable] ?? new Date().toISOString().slice(0, 10);
}
