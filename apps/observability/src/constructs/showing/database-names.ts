import { globalDatabaseOf, settingsOf } from '@bulkhead/config';
import { databaseIdentifier } from '@bulkhead/naming';
import { type ShownRegion } from './shown-region';

/** Identifier of the database of a region. The clusters of a global database have the region in their names. */
export function databaseIdentifierIn({ environment, nameScope }: ShownRegion): string {
  const isGlobal = globalDatabaseOf(settingsOf(environment, 'database', 'relational')) !== undefined;
  return isGlobal
    ? databaseIdentifier(nameScope, 'relational', nameScope.region)
    : databaseIdentifier(nameScope, 'relational');
}
