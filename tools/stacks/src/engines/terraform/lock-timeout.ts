/** Another run that holds the lock is most often about to let go of it. */
export const lockTimeout = '-lock-timeout=15s';
