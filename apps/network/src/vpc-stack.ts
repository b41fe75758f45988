import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { regionPlanOf, settingsOf } from '@bulkhead/config';
import { network } from '@bulkhead/contracts';
import { RegionalNetwork } from '@bulkhead/network';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';

/** The network of the primary region. */
export class VpcStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;

    const { values } = new RegionalNetwork(this, 'network', {
      nameScope,
      region: regionPlanOf(environment, role),
      settings: settingsOf(environment, 'network', 'vpc'),
      isProtected: environment.protected,
    });

    publish(this, network, values);
  }
}
