import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { credentialsOf, regionName, regionPlanOf, settingsOf } from '@bulkhead/config';
import { database, databaseCredentials, databaseProxy, globalDatabase, network } from '@bulkhead/contracts';
import { masterPassword } from '@bulkhead/data/credentials';
import {
  AuroraDatabase,
  DatabaseProxy,
  ManagedSecret,
  type MasterUser,
  PostgresqlDatabase,
  postgresqlPort,
  valuesOf,
} from '@bulkhead/data/relational';
import { RotatedCredentials } from '@bulkhead/data/rotation';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The relational database of the primary region, on the engine that the environment names. */
export class RelationalStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;
    const settings = settingsOf(environment, 'database', 'relational');
    const zones = regionPlanOf(environment, role).availabilityZones.map(({ name }) => name);

    const place = consume(this, network, {
      isolatedSubnetIds: zones.length,
      privateSubnetIds: zones.length,
    });
    const { vpcId, isolatedSubnetIds } = place;
    const own = credentialsOf(settings) === 'own' ? consume(this, databaseCredentials) : undefined;
    const masterUser: MasterUser = own
      ? {
          password: 'own',
          value: masterPassword(this, 'master-password', own.masterSecretArn),
          version: settingsOf(environment, 'database', 'credentials').masterPasswordVersion,
        }
      : { password: 'managed' };

    const common = {
      nameScope,
      vpcId,
      subnetIds: isolatedSubnetIds,
      isProtected: environment.protected,
      finalSnapshot: environment.finalSnapshots,
    };
    const relational =
      settings.type === 'rds-postgres'
        ? new PostgresqlDatabase(this, 'database', { ...common, settings, masterUser })
        : new AuroraDatabase(this, 'database', { ...common, settings, data: { masterUser }, zones });

    const { secretArn, secretKeyArn } = own
      ? { secretArn: own.applicationSecretArn, secretKeyArn: own.keyArn }
      : new ManagedSecret(this, 'managed-secret', { database: relational });

    if (own) {
      new RotatedCredentials(this, 'rotation', {
        nameScope,
        credentials: own,
        replicaRegion: regionName(environment, 'dr'),
        keyArn: relational.keyArn,
        host: relational.writerEndpoint,
        port: postgresqlPort,
        databaseName: relational.databaseName,
        databaseSecurityGroupId: relational.securityGroupId,
        vpcId,
        subnetIds: place.privateSubnetIds,
        logRetentionDays: settings.logRetentionDays,
        isProtected: environment.protected,
        // A rotation needs a running database.
        dependsOn: relational.instances,
      });
    }

    publish(this, database, valuesOf(relational, { secretArn, secretKeyArn }));
    if (relational instanceof AuroraDatabase && relational.global) {
      publish(this, globalDatabase, relational.global);
    }
    if (settings.proxy) {
      const proxy = new DatabaseProxy(this, 'proxy', {
        nameScope,
        database: relational,
        secretArn,
        secretKeyArn,
        vpcId,
        subnetIds: isolatedSubnetIds,
        ...settings.proxy,
      });
      publish(this, databaseProxy, proxy);
    }
  }
}
