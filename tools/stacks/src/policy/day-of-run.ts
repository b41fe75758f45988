import { todayVariable } from '../plugin/run-hooks';

/** The day of the run, on which suppressions may have expired, as `2027-12-31`. */
export function dayOfRun(): string {
  return process.env[todayVariable] ?? new Date().toISOString().slice(0, 10);
}
