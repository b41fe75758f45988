import { camelCase } from '../app-folders/generated-source';
import { requireMatch } from './given-options';

/** The spellings of a name in generated files. */
export interface Names {
  /** `message-queue`. */
  readonly name: string;
  /** `messageQueue`. */
  readonly constant: string;
  /** `MessageQueue`. */
  readonly type: string;
}

/**
 * The spellings of a name.
 *
 * @param option the option that gave the name, for the message
 * @throws BulkheadError `InvalidOption` for anything but lower-case words joined by hyphens
 */
export function namesOf(name: string, option: string): Names {
  requireMatch(option, name, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
  return { name, constant: camelCase(name), type: camelCase(`-${name}`) };
}
