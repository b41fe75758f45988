import { join } from 'node:path';
import { functionBundle } from '@bulkhead/stack';

export { rotationVariables } from './settings';

/** The function that Secrets Manager calls to rotate a credential of a PostgreSQL database. */
export const rotationFunction = functionBundle(join(__dirname, '..'), 'rotate');
