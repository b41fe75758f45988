import { execFileSync } from 'node:child_process';

/** The ids of a user in the operating system. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/**
 * If we are root: a user that exists on every Unix, to start a program that refuses root.
 *
 * @returns undefined if we are not root
 */
export function unprivilegedUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
