import { contract, parameter } from '../contract';

const host = /[a-z0-9][a-z0-9.-]*[a-z0-9]/;

/** The relational database of a region, with any engine and topology. */
export const database = contract('database', {
  identifier: parameter(/[a-z][a-z0-9-]*/, 'Identifier of the database cluster or instance'),
  resourceId: parameter(
    /(cluster|db)-[A-Za-z0-9]+/,
    'Resource id, which the ARNs of users that connect by IAM begin with',
  ),
  writerEndpoint: parameter(host, 'Host name that accepts writes'),
  readerEndpoint: parameter(host, 'Host name that balances reads over the replicas'),
  port: parameter(/\d{1,5}/, 'TCP port of both endpoints'),
  databaseName: parameter(/[a-z][a-z0-9_]*/, 'Name of the PostgreSQL database'),
  securityGroupId: parameter(
    /sg-[0-9a-f]+/,
    'Security group of the database; a client adds its own ingress rule',
  ),
  secretArn: parameter(/arn:[^:]+:secretsmanager:[^,]+/, 'ARN of the secret with the user name and password'),
  secretKeyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts the secret'),
  keyArn: parameter(/arn:[^:]+:kms:[^,]+/, 'ARN of the key that encrypts the database'),
});
