import { z } from 'zod';
import { text } from '../values/text';
import { addressesIn, contains, isNetwork, overlap } from './cidr';
import { zoneLetters, zonesInRegion } from './region-zones';

/**
 * The sizes that EC2 accepts for a VPC and for a subnet:
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const network = z.string().refine((text) => isNetwork(text) && /\/(1[6-9]|2[0-8])$/.test(text), {
  params: {
    allowed:
      'an IPv4 network of /16 to /28 with host bits zero, such as 10.0.1.0/24: EC2 accepts no other size',
  },
});

/** https://www.rfc-editor.org/rfc/rfc1918 */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The network of Docker on a container instance, and of AWS services that run containers beside a VPC. */
const dockerNetwork = '172.17.0.0/16';

/**
 * The smallest subnet of any tier, in addresses: /27. A load balancer needs at least this size, with 8 free addresses.
 * A database, cache or file system needs one address for each instance, and spare ones for a failover.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
 */
const smallestSubnet = 32;
const reasonsForSize = {
  public: 'Elastic Load Balancing accepts no smaller subnet and wants 8 addresses free',
  private: 'EC2 keeps 5 addresses, and endpoints and tasks take one each',
  isolated: 'EC2 keeps 5 addresses, and RDS wants spare ones for failover, scaling and a proxy',
};

const availabilityZone = z.strictObject({
  /**
   * Name of the zone, such as `us-east-1a`.
   *
   * @change the subnets of the zone are replaced, with everything in them
   */
  name: text(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, 'an availability zone such as us-east-1a'),
  /**
   * Subnet with a route to the internet gateway: load balancers and NAT gateways only.
   *
   * @change the subnet is replaced, with everything in it
   */
  public: network,
  /**
   * Subnet with egress through a NAT gateway: everything that computes.
   *
   * @change the subnet is replaced, with everything in it
   */
  private: network,
  /**
   * Subnet without egress: databases, caches and file systems.
   *
   * @change the subnet is replaced, with everything in it; refused while it has a database
   */
  isolated: network,
});

/**
 * One region and its address plan. The plan is written out, not computed: two regions can be peered later, and no
 * address moves if a zone is added.
 */
export const regionSchema = z
  .strictObject({
    /**
     * Name of the region.
     *
     * @change everything is created again in the other region, and stays in the first one as orphans
     */
    name: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region such as us-east-1'),
    /**
     * Network of the VPC.
     *
     * @change the VPC is replaced, with everything in it; refused if it holds data
     */
    cidr: network,
    /**
     * The availability zones, each with its three subnets.
     *
     * @change an additional zone is added in place; the subnets of a removed zone are deleted, with everything in them
     */
    availabilityZones: z
      .array(availabilityZone)
      .min(2, 'RDS and Elastic Load Balancing want subnets in two zones, so that one may be lost'),
  })
  .superRefine((region, refinement) => {
    const complain = (path: (string | number)[], allowed: string) =>
      refinement.addIssue({ code: 'custom', path, params: { allowed } });

    const subnets = region.availabilityZones.flatMap((zone, index) =>
      (['public', 'private', 'isolated'] as const).map((tier) => ({
        tier,
        path: ['availabilityZones', index, tier],
        label: `availabilityZones.${index}.${tier}`,
        cidr: zone[tier],
      })),
    );
    const zones = zonesInRegion[region.name];
    if (zones === undefined) {
      complain(['name'], `a region whose zones are known: ${Object.keys(zonesInRegion).join(', ')}`);
    } else if (region.availabilityZones.length > zones) {
      complain(['availabilityZones', zones, 'name'], `at most ${zones} zones: ${region.name} has no more`);
    }
    // Every subnet is compared with every other one. For thousands of subnets, this would take minutes.
    if (zones === undefined || region.availabilityZones.length > zones) return;
    if (!isNetwork(region.cidr) || !subnets.every((subnet) => isNetwork(subnet.cidr))) return;

    if (!privateNetworks.some((outer) => contains(outer, region.cidr))) {
      complain(
        ['cidr'],
        `a network inside ${privateNetworks.join(', ')}: any other belongs to somebody on the internet, and the VPC could not reach them`,
      );
    }
    if (overlap(region.cidr, dockerNetwork)) {
      complain(
        ['cidr'],
        `a network that does not overlap ${dockerNetwork}: Docker uses it on container instances, which then cannot reach the VPC`,
      );
    }

    subnets.forEach((subnet, index) => {
      if (addressesIn(subnet.cidr) < smallestSubnet)
        complain(subnet.path, `a network of /27 or larger: ${reasonsForSize[subnet.tier]}`);
      if (!contains(region.cidr, subnet.cidr)) complain(subnet.path, `a network inside ${region.cidr}`);
      const earlier = subnets.slice(0, index).find((other) => overlap(other.cidr, subnet.cidr));
      if (earlier)
        complain(subnet.path, `a network that does not overlap ${earlier.cidr} (${earlier.label})`);
    });
    region.availabilityZones.forEach((zone, index) => {
      const letters = zoneLetters(region.name);
      if (!zone.name.startsWith(region.name)) {
        complain(['availabilityZones', index, 'name'], `a zone of ${region.name}`);
      } else if (letters && !letters.includes(zone.name.slice(region.name.length))) {
        complain(
          ['availabilityZones', index, 'name'],
          `${region.name} and a letter of ${[...letters].join(', ')}: no account has another zone there`,
        );
      }
      if (region.availabilityZones.findIndex((other) => other.name === zone.name) !== index) {
        complain(['availabilityZones', index, 'name'], 'each zone once');
      }
    });
  });

/** A region and its address plan, after validation. */
export type Region = z.infer<typeof regionSchema>;
