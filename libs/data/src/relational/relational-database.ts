import { type DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { type RdsCluster } from '@cdktf/provider-aws/lib/rds-cluster';
import { type ContractValues, type database } from '@bulkhead/contracts';
import { type ITerraformDependable } from 'cdktf';
import { postgresqlPort } from './postgresql';

/** What a database of any kind is to those who use it; every text is a token. */
export interface RelationalDatabase {
  /** Identifier of the cluster or instance. */
  readonly identifier: string;
  /** Resource id: `cluster-…` or `db-…`. */
  readonly resourceId: string;
  /** Host that accepts writes. */
  readonly writerEndpoint: string;
  /** Host for reads; of an instance without readers, the one that accepts writes. */
  readonly readerEndpoint: string;
  readonly databaseName: string;
  /** Without a rule; clients add theirs. */
  readonly securityGroupId: string;
  /** ARN of the key of its storage. */
  readonly keyArn: string;
  /** ARN of the secret of the master user. @default RDS does not manage it */
  readonly managedSecretArn: string | undefined;
  /** What a proxy targets. */
  readonly target: { readonly dbClusterIdentifier: string } | { readonly dbInstanceIdentifier: string };
  /** What runs it: whoever connects has to wait for them. */
  readonly instances: readonly ITerraformDependable[];
}

/** The secret of the user that applications connect as, and the key that it is under. */
export interface DatabaseSecret {
  readonly secretArn: string;
  readonly secretKeyArn: string;
}

/** What an application needs of a database to use it, whatever runs it and in whatever region. */
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

/** The secret that RDS keeps the password of the master user in. */
export function managedSecretArn(database: RdsCluster | DbInstance): string {
  return database.masterUserSecret.get(0).secretArn;
}
