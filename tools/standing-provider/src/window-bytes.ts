/**
 * Both sides of a connection of HTTP/2 may send this much, in bytes, before the other has to confirm: more than every
 * schema has.
 */
export const windowBytes = 1 << 24;
