import { BulkheadStack, publish } from '@bulkhead/cdktf';
import { hasOriginProtection, networkInRegion, regionPlanOf } from '@bulkhead/config';
import { cloudfrontAccess, network } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { cloudFrontPrefixListId } from './cloudfront-prefix-list';
import { RegionalNetwork } from './regional-network';

/** The network of a region. Regions differ only in their settings. */
export class NetworkStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role } = context;

    const { values } = new RegionalNetwork(this, 'network', {
      nameScope,
      region: regionPlanOf(environment, role),
      settings: networkInRegion(environment, role),
      isProtected: environment.protected,
    });

    publish(this, network, values);
    if (hasOriginProtection(environment))
      publish(this, cloudfrontAccess, { prefixListId: cloudFrontPrefixListId(this) });
  }
}
