import { contract, parameter } from '../contract';

/** The way of users to the platform. */
export const routing = contract('routing', {
  publicUrl: parameter(
    /https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+/,
    'URL of the platform, without a slash at the end',
  ),
});
