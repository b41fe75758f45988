import { type RegionRole } from '../model/alarms';

/** Why an alarm that AWS recommends is not there. */
export interface LeftOut {
  /** Namespace and metric: `AWS/RDS FreeStorageSpace`. */
  readonly metric: string;
  /** Only in regions of these roles. @default everywhere */
  readonly in?: readonly RegionRole[];
  readonly reason: string;
}
