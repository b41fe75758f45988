import { BulkheadStack, consume } from '@bulkhead/cdktf';
import { regionPlanOf } from '@bulkhead/config';
import {
  auditBucket,
  type ContractValues,
  fileSystem,
  staticAssets,
  storage,
  transitGateway,
} from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { BucketReplication } from './constructs/bucket-replication';
import { FileSystemReplication } from './constructs/file-system-replication';
import { TransitPeering } from './constructs/transit-peering';

/**
 * Everything that spans both regions: the replication of data and the network between the regions. Only this stack
 * needs both regions, and no other stack waits for it.
 */
export class ReplicationStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;
    const standby = environment.apps['dr-region'];
    const dr = regionPlanOf(environment, 'dr');

    if (standby?.storage) {
      new BucketReplication(this, 'buckets', {
        nameScope,
        roleName: ['bucket-replication'],
        source: dataBucketOf(consume(this, storage)),
        destination: dataBucketOf(consume(this, storage, {}, 'dr')),
        destinationRegion: dr.name,
      });
    }
    if (standby?.['static-assets']) {
      new BucketReplication(this, 'static-assets', {
        nameScope,
        roleName: ['static-assets-replication'],
        source: staticAssetsOf(consume(this, staticAssets)),
        destination: staticAssetsOf(consume(this, staticAssets, {}, 'dr')),
        destinationRegion: dr.name,
      });
    }
    if (environment.apps.observability?.audit?.trail.managedBy === 'environment') {
      new BucketReplication(this, 'audit', {
        nameScope,
        roleName: ['audit-replication'],
        source: auditBucketOf(consume(this, auditBucket)),
        destination: auditBucketOf(consume(this, auditBucket, {}, 'dr')),
        destinationRegion: dr.name,
        // Whoever deletes a file of the trail hides it in one region only.
        replicatesDeletions: false,
      });
    }
    if (standby?.['file-system']) {
      new FileSystemReplication(this, 'file-system', {
        source: consume(this, fileSystem),
        destination: consume(this, fileSystem, {}, 'dr'),
        destinationRegion: dr.name,
      });
    }
    if (standby?.transit) {
      new TransitPeering(this, 'transit', {
        nameScope,
        requester: { gateway: consume(this, transitGateway), region: regionPlanOf(environment, 'primary') },
        accepter: { gateway: consume(this, transitGateway, {}, 'dr'), region: dr },
        accepterProvider: this.providerOf('dr'),
      });
    }
  }
}

function dataBucketOf(values: ContractValues<(typeof storage)['parameters']>) {
  return { name: values.dataBucketName, arn: values.dataBucketArn, keyArn: values.dataKeyArn };
}

function staticAssetsOf(values: ContractValues<(typeof staticAssets)['parameters']>) {
  return { name: values.bucketName, arn: values.bucketArn, keyArn: values.keyArn };
}

function auditBucketOf(values: ContractValues<(typeof auditBucket)['parameters']>) {
  return { name: values.bucketName, arn: values.bucketArn, keyArn: values.keyArn };
}
