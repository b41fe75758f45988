import { escapeIdentifier, escapeLiteral } from 'pg';
import { type Session } from './session';

/** What a session of a user begins with. */
export interface UserSetting {
  /** Only in sessions with this database. @default in all */
  readonly database?: string;
  /** What follows `SET`: `"search_path" TO 'orders', 'public'`. */
  readonly assignment: string;
}

/**
 * Parameters that are lists of names, each quoted where it has to be: their value as a whole, quoted, would be one name.
 * They are those that PostgreSQL marks GUC_LIST_QUOTE.
 */
const listParameters = [
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
];

/** The settings that were made for a user by `ALTER ROLE … SET`. */
export async function settingsOf(session: Session, username: string): Promise<UserSetting[]> {
  const rows = await session.query(
    `SELECT datname, setting FROM pg_db_role_setting
       JOIN pg_roles ON pg_roles.oid = setrole
       LEFT JOIN pg_database ON pg_database.oid = setdatabase
       CROSS JOIN unnest(setconfig) AS setting
     WHERE rolname = $1`,
    [username],
  );
  return rows.map(({ datname, setting }) => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(String(setting)) ?? [];
    const items = listParameters.includes(name) ? namesIn(value) : [value];
    return {
      ...(typeof datname === 'string' && { database: datname }),
      assignment: `${escapeIdentifier(name)} TO ${items.map(escapeLiteral).join(', ') || "''"}`,
    };
  });
}

/** `"$user", public` as `$user` and `public`. */
function namesIn(list: string): string[] {
  return Array.from(list.matchAll(/"((?:[^"]|"")*)"|[^,\s"]+/g), ([plain, quoted]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}
