import { z } from 'zod';
import { text } from './text';
import { contains, isNetwork, overlap } from './cidr';

/** What EC2 accepts for a VPC and for a subnet: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const network = z.string().refine((text) => isNetwork(text) && /\/(1[6-9]|2[0-8])$/.test(text), {
  params: { allowed: 'an IPv4 network of /16 to /28 with host bits zero, such as 10.0.1.0/24' },
});

const availabilityZone = z.strictObject({
  /** Name of the zone, such as `us-east-1a`. */
  name: text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'an availability zone such as us-east-1a'),
  /** Subnet with a route to the internet gateway: load balancers and NAT gateways only. */
  public: network,
  /** Subnet whose way out is a NAT gateway: everything that computes. */
  private: network,
  /** Subnet with no way out at all: databases, caches and file systems. */
  isolated: network,
});

/**
 * One region and its address plan. The plan is written out rather than computed, so that two regions can be
 * peered later and an address never moves because a zone was added.
 */
export const regionSchema = z
  .strictObject({
    name: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as us-east-1'),
    cidr: network,
    availabilityZones: z.array(availabilityZone).min(2).max(6),
  })
  .superRefine((region, refinement) => {
    const complain = (path: (string | number)[], allowed: string) =>
      refinement.addIssue({ code: 'custom', path, params: { allowed } });

    const subnets = region.availabilityZones.flatMap((zone, index) =>
      (['public', 'private', 'isolated'] as const).map((tier) => ({
        path: ['availabilityZones', index, tier],
        label: `availabilityZones.${index}.${tier}`,
        cidr: zone[tier],
      })),
    );
    if (!isNetwork(region.cidr) || !subnets.every((subnet) => isNetwork(subnet.cidr))) return;

    subnets.forEach((subnet, index) => {
      if (!contains(region.cidr, subnet.cidr)) complain(subnet.path, `a network inside ${region.cidr}`);
      const earlier = subnets.slice(0, index).find((other) => overlap(other.cidr, subnet.cidr));
      if (earlier)
        complain(subnet.path, `a network that does not overlap ${earlier.cidr} (${earlier.label})`);
    });
    region.availabilityZones.forEach((zone, index) => {
      if (!zone.name.startsWith(region.name)) {
        complain(['availabilityZones', index, 'name'], `a zone of ${region.name}`);
      }
      if (region.availabilityZones.findIndex((other) => other.name === zone.name) !== index) {
        complain(['availabilityZones', index, 'name'], 'each zone once');
      }
    });
  });

/** A region and its address plan, after validation. */
export type Region = z.infer<typeof regionSchema>;
