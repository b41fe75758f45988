import { contract, parameter } from '../contract';

const host = /[a-z0-9][a-z0-9.-]*[a-z0-9]/;

/**
 * The cache of a region. It accepts only TLS, and no password. A client needs `elasticache:Connect` on both the
 * replication group and the user, and signs a token with its role.
 */
export const cache = contract('cache', {
  replicationGroupArn: parameter(
    /arn:[^:]+:elasticache:[^,]+:replicationgroup:[^,]+/,
    'ARN of the replication group, one of the two resources of elasticache:Connect',
  ),
  primaryEndpoint: parameter(host, 'Host name that accepts reads and writes'),
  readerEndpoint: parameter(host, 'Host name that balances reads over the replicas'),
  port: parameter(/\d{1,5}/, 'TCP port of both endpoints'),
  securityGroupId: parameter(
    /sg-[0-9a-f]+/,
    'Security group of the cache; a client adds its own ingress rule',
  ),
  userName: parameter(/[a-z][a-z0-9-]{0,39}/, 'Name of the user of applications, which is also its id'),
  userArn: parameter(
    /arn:[^:]+:elasticache:[^,]+:user:[^,]+/,
    'ARN of that user, the other resource of elasticache:Connect',
  ),
  keyArn: parameter(
    /arn:[^:]+:kms:[^,]+/,
    'ARN of the key that encrypts the cache, its snapshots and its logs',
  ),
});
