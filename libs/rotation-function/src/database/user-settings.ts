import { escapeIdentifier, escapeLiteral } from 'pg';
import { type Session } from './session';

/** A default setting of a user's sessions. */
export interface UserSetting {
  /** Only in sessions with this database. @default in all databases */
  readonly database?: string;
  /** The text after `SET`: `"search_path" TO 'orders', 'public'`. */
  readonly assignment: string;
}

/**
 * Parameters that are lists of names. Each name is quoted on its own: if the whole value were quoted, it would be one
 * name. PostgreSQL marks these parameters GUC_LIST_QUOTE.
 */
const listParameters = [
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
];

/** The settings of a user from `ALTER ROLE … SET`. */
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
