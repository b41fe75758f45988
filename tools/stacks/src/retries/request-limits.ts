/**
 * Limits of every call to AWS that the tool makes itself, in ms. Answers take tens of milliseconds. Without a limit, a
 * call to a hanging service would never end.
 */
export const requestHandler = {
  connectionTimeout: 5_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
};
