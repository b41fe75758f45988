import { BulkheadError } from '@bulkhead/errors';

const ending = '_clone';

/** In bytes. PostgreSQL cuts off longer names. https://www.postgresql.org/docs/current/limits.html */
const longestName = 63;

/** Of two users that alternate, the one that owns all their objects: `orders` for `orders_clone`. */
export function ownerOf(username: string): string {
  return username.endsWith(ending) ? username.slice(0, -ending.length) : username;
}

/**
 * The other one of two users that alternate: `orders_clone` for `orders`, and the reverse.
 *
 * @throws BulkheadError `UserNameTooLong`
 */
export function otherUser(username: string): string {
  const owner = ownerOf(username);
  const clone = `${owner}${ending}`;
  if (Buffer.byteLength(clone) > longestName) {
    throw new BulkheadError(
      'UserNameTooLong',
      `The user ${owner} cannot have a clone: ${clone} has more than ${longestName} bytes.`,
      { next: `take a user name of at most ${longestName - ending.length} bytes` },
    );
  }
  return username === owner ? clone : owner;
}
