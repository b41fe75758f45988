import { z } from 'zod';
import { logRetentionDays } from './log-retention';

/** A retention that CloudWatch Logs accepts, in days. */
export const retention = z.literal(
  [...logRetentionDays],
  'CloudWatch Logs keeps events for these periods and no other',
);
