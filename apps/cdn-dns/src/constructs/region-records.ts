import { Route53Record, type Route53RecordConfig } from '@cdktf/provider-aws/lib/route53-record';
import { suppress } from '@bulkhead/cdktf';
import { type RegionalPolicy } from '@bulkhead/config';
import { Construct } from 'constructs';
import { type AliasTarget } from './alias-record';

/** A region that a name may lead to. */
export interface LedRegion {
  readonly role: 'primary' | 'dr';
  /** Name of the region. */
  readonly region: string;
  readonly loadBalancer: AliasTarget;
  /** @default the region counts as healthy while its load balancer has healthy targets */
  readonly healthCheckId?: string | undefined;
}

export interface RegionRecordsProps {
  readonly zoneId: string;
  /** The name that the records are of. */
  readonly name: string;
  readonly policy: RegionalPolicy;
  readonly regions: readonly LedRegion[];
}

/**
 * The records of a name among which Route 53 chooses by a policy: one for each region. There is no AAAA record, because
 * the load balancers have IPv4 addresses only.
 */
export class RegionRecords extends Construct {
  readonly records: readonly Route53Record[];

  constructor(scope: Construct, id: string, { zoneId, name, policy, regions }: RegionRecordsProps) {
    super(scope, id);
    this.records = regions.map((led) => {
      const record = new Route53Record(this, led.role, {
        zoneId,
        name,
        type: 'A',
        // Unique in the whole zone, where AWS asks for unique in the name alone: the emulator deletes by the id alone.
        setIdentifier: `${name}-${led.role}`,
        ...policyOf(policy, led),
        alias: { ...led.loadBalancer, evaluateTargetHealth: true },
        healthCheckId: led.healthCheckId,
      });
      if (led.healthCheckId === undefined) {
        suppress(record, {
          rule: 'static-failover',
          reason:
            'Nothing leads to it any more: the environment has one region, and the next deploy deletes it.',
        });
      }
      return record;
    });
  }
}

function policyOf(policy: RegionalPolicy, { role, region }: LedRegion): Partial<Route53RecordConfig> {
  switch (policy.type) {
    case 'latency':
      return { latencyRoutingPolicy: { region } };
    case 'failover':
      return { failoverRoutingPolicy: { type: role === 'primary' ? 'PRIMARY' : 'SECONDARY' } };
    case 'weighted':
      return { weightedRoutingPolicy: { weight: policy.weights[role] } };
  }
}
