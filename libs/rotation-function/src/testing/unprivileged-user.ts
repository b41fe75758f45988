import { execFileSync } from 'node:child_process';

/** Numbers by which the operating system knows a user. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom to start a program as that refuses root: somebody whom every Unix has, where we are root.
 *
 * @returns undefined where we are not
 */
export function unprivilegedUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
