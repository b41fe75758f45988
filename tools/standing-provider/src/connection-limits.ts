/**
 * A side of a connection of HTTP/2 may send this much of a message, in bytes, before the other has to confirm: more than
 * every schema has.
 */
export const windowBytes = 1 << 24;

/** Memory of a connection, in MB, beyond which Node refuses calls: far more than the state of every resource at once. */
export const maxSessionMemory = 1_000;
