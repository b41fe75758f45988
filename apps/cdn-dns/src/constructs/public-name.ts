import { originName, type RegionalPolicy } from '@bulkhead/config';
import { Construct } from 'constructs';
import { AliasRecord, type AliasTarget } from './alias-record';
import { type LedRegion, RegionRecords } from './region-records';

export interface PublicNameProps {
  readonly zoneId: string;
  /** The name that users type. */
  readonly domain: string;
  readonly policy: RegionalPolicy | { readonly type: 'simple' };
  /** The policy that the names may still lead to while they are changed. */
  readonly formerPolicy?: RegionalPolicy | undefined;
  /** The primary region is the first. */
  readonly regions: readonly [LedRegion, ...LedRegion[]];
  /** Whether records of somebody else with these names are replaced. */
  readonly takesOver: boolean;
  /** The distribution in front. @default users connect to the load balancers */
  readonly distribution?: AliasTarget | undefined;
}

/**
 * The records of a public name:
 * - `<policy>.origin.<domain>` leads to a region by a policy;
 * - `origin.<domain>`, which CloudFront connects to, leads to that name, or to the one region that there is;
 * - `<domain>` leads to the distribution, or to the origin.
 *
 * Route 53 refuses records of one name with different policies, and Terraform changes one record at a time. So a policy
 * has a name of its own, and another policy is another target of `origin.<domain>`.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
export class PublicName extends Construct {
  constructor(scope: Construct, id: string, props: PublicNameProps) {
    super(scope, id);
    const { zoneId, domain, policy, formerPolicy, regions, takesOver, distribution } = props;
    const origin = originName(domain);
    const byPolicy = (regional: RegionalPolicy) => {
      const name = `${regional.type}.${origin}`;
      const { records } = new RegionRecords(this, regional.type, { zoneId, name, policy: regional, regions });
      return { target: { name: records[0]?.name ?? name, zoneId }, after: records };
    };

    const [primary] = regions;
    const chosen = policy.type === 'simple' ? { target: primary.loadBalancer } : byPolicy(policy);
    if (formerPolicy) byPolicy(formerPolicy);
    const { recordName } = new AliasRecord(this, 'origin', {
      zoneId,
      name: origin,
      types: ['A'],
      evaluateTargetHealth: true,
      takesOver,
      ...chosen,
    });
    new AliasRecord(this, 'public', {
      zoneId,
      name: domain,
      takesOver,
      ...(distribution
        ? { types: ['A', 'AAAA'], target: distribution, evaluateTargetHealth: false }
        : { types: ['A'], target: { name: recordName, zoneId }, evaluateTargetHealth: true }),
    });
  }
}
