import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { settingsOf } from '@bulkhead/config';
import { storage } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { RegionalStorage } from './regional-storage';

/** The buckets of a region, with the same settings in each region. */
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
