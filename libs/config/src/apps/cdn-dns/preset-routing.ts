import { type z } from 'zod';
import { type routingSchema } from './routing';

type Routing = z.input<typeof routingSchema>;

/**
 * The placeholder of the presets answers at this path as long as it runs. An application has a path that also asks its
 * database, and the environment names this path.
 */
const placeholderHealthCheck = { path: '/' };

/** P4, P5: one region serves everybody. */
export const oneRegionRouting: Routing = { type: 'simple' };

/** P1.11: the primary region serves, and the DR region takes over. */
export const activePassiveRouting: Routing = { type: 'failover', healthCheck: placeholderHealthCheck };

/** P2.5: each user is served by the region with the shortest way. */
export const activeActiveRouting: Routing = { type: 'latency', healthCheck: { path: '/health' } };
