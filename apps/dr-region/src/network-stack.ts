import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionPlanOf, standbyNetwork } from '@bulkhead/config';
import { network } from '@bulkhead/contracts';
import { RegionalNetwork } from '@bulkhead/network';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The network of the DR region. */
export class NetworkStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;

    const { values } = new RegionalNetwork(this, 'network', {
      nameScope,
      region: regionPlanOf(environment, role),
      settings: standbyNetwork(environment),
      isProtected: environment.protected,
    });

    publish(this, network, values);
  }
}
