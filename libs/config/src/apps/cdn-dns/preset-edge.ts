import { type z } from 'zod';
import { type edgeSchema } from './edge';

/** P2.4: the distribution of a website. */
export const webEdge: z.input<typeof edgeSchema> = { logRetentionDays: 365 };
