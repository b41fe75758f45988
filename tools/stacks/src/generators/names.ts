import { camelCase } from '../app-folders/generated-source';
import { requireMatch } from './given-options';

/** A name as the files of a generator write it. */
export interface Names {
  /** `message-queue`. */
  readonly name: string;
  /** `messageQueue`. */
  readonly constant: string;
  /** `MessageQueue`. */
  readonly type: string;
}

/**
 * The ways in which a name is written.
 *
 * @param option which option the name was given as, for the message
 * @throws BulkheadError `InvalidOption` for anything but lower-case words joined by hyphens
 */
export function namesOf(name: string, option: string): Names {
  requireMatch(option, name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
  return { name, constant: camelCase(name), type: camelCase(`-${name}`) };
}
