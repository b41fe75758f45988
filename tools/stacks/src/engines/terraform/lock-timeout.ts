/** Most often, another run that holds the lock is about to give it back. */
export const lockTimeout = '-lock-timeout=15s';
