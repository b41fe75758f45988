import { BulkheadError, visibleText } from '@bulkhead/errors';

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
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new BulkheadError(
      'InvalidOption',
      `--${option} is "${visibleText(name)}"; allowed: lower-case words joined by hyphens.`,
      {
        next: `correct --${option}`,
      },
    );
  }
  const type = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return { name, constant: type.charAt(0).toLowerCase() + type.slice(1), type };
}
