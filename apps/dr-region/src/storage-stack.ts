import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { storage } from '@bulkhead/contracts';
import { RegionalStorage } from '@bulkhead/data/storage';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The buckets of the DR region: the replica of the data bucket, and one for the access logs of that region. */
export class StorageStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope } = context;

    const { values } = new RegionalStorage(this, 'storage', {
      nameScope,
      settings: settingsOf(environment, 'database', 'storage'),
      isProtected: environment.protected,
    });

    publish(this, storage, values);
  }
}
