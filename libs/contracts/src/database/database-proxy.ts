import { contract, parameter } from '../contract';

/** The proxy in front of a database, if there is one. Clients connect to it by IAM. */
export const databaseProxy = contract('database-proxy', {
  endpoint: parameter(/[a-z0-9][a-z0-9.-]*[a-z0-9]/, 'Host name that accepts writes, over TLS only'),
  resourceId: parameter(
    /prx-[A-Za-z0-9]+/,
    'Resource id, which the ARNs of users that connect by IAM begin with',
  ),
  securityGroupId: parameter(
    /sg-[0-9a-f]+/,
    'Security group of the proxy; a client adds its own ingress rule',
  ),
});
