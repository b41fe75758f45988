import { type DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { type RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { type ContractValues, type database } from '@bulkhead/contracts';
import { type ITerraformDependable } from 'cdktf';
import { postgresqlPort } from './postgresql';

/** The interface of any kind of database, for its users. Every text is a token. */
export interface RelationalDatabase {
  /** Identifier of the cluster or instance. */
  readonly identifier: string;
  /** Resource id: `cluster-…` or `db-…`. */
  readonly resourceId: string;
  /** Host that accepts writes. */
  readonly writerEndpoint: string;
  /** Host for reads; for an instance without readers, the host that accepts writes. */
  readonly readerEndpoint: string;
  readonly databaseName: string;
  /** Without a rule: each client adds its own. */
  readonly securityGroupId: string;
  /** ARN of the key of its storage. */
  readonly keyArn: string;
  /** ARN of the secret of the master user. @default RDS does not manage the password */
  readonly managedSecretArn: string | undefined;
  /** The target of a proxy. */
  readonly target: { readonly dbClusterIdentifier: string } | { readonly dbInstanceIdentifier: string };
  /** The instances of the database. Anything that connects must wait for them. */
  readonly instances: readonly ITerraformDependable[];
}

/** The secret of the application user, and its key. */
export interface DatabaseSecret {
  readonly secretArn: string;
  readonly secretKeyArn: string;
}

/** The values that an application needs to use a database of any kind, in any region. */
export function valuesOf(
  relational: RelationalDatabase,
  { secretArn, secretKeyArn }: DatabaseSecret,
): ContractValues<(typeof database)['parameters']> {
  return {
    identifier: relational.identifier,
    resourceId: relational.resourceId,
    writerEndpoint: relational.writerEndpoint,
    readerEndpoint: relational.readerEndpoint,
    port: String(postgresqlPort),
    databaseName: relational.databaseName,
    securityGroupId: relational.securityGroupId,
    secretArn,
    secretKeyArn,
    keyArn: relational.keyArn,
  };
}

/** The secret in which RDS keeps the password of the master user. */
export function managedSecretArn(database: RdsCluster | DbInstance): string {
  return database.masterUserSecret.get(0).secretArn;
}
