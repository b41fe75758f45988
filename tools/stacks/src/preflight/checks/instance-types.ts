import { type Check } from '../check';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { zonesOf } from '../zones';
import { eachKnown } from './each-known';
import { newlyWanted, type Wanted } from './newly-wanted';

/** The zones of the environment have to offer an EC2 instance type. A zone that does not gets no instances. */
export const instanceTypes: Check = {
  name: 'instance types',
  targets: ['aws'],
  find: async ({ environment, region, stacks, services }) => {
    const wanted = await newlyWanted<string>(
      stacks,
      ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
      ({ properties }) => {
        const data = (properties['LaunchTemplateData'] ?? properties) as { readonly InstanceType?: unknown };
        return typeof data.InstanceType === 'string' ? data.InstanceType : undefined;
      },
      (type) => type,
    );
    const zones = zonesOf(environment, region);
    return eachKnown(
      wanted,
      ({ what }) => `where EC2 offers ${what}`,
      (each) => offered(each, zones, services),
    );
  },
};

async function offered(
  { what, stacks }: Wanted<string>,
  zones: readonly string[],
  services: Scene['services'],
): Promise<Found> {
  const [client, { paginateDescribeInstanceTypeOfferings }] = await Promise.all([
    services.ec2(),
    import('@aws-sdk/client-ec2'),
  ]);
  const here = new Set<string>();
  const pages = paginateDescribeInstanceTypeOfferings(
    { client },
    { LocationType: 'availability-zone', Filters: [{ Name: 'instance-type', Values: [what] }] },
  );
  for await (const { InstanceTypeOfferings = [] } of pages)
    for (const { Location = '' } of InstanceTypeOfferings) here.add(Location);
  const lacking = zones.filter((zone) => !here.has(zone));
  if (lacking.length === 0) return { findings: [], notes: [] };
  if (lacking.length < zones.length)
    return {
      findings: [],
      notes: [`EC2 does not offer ${what} in ${lacking.join(', ')}: no instance runs there`],
    };
  const elsewhere = here.size > 0 ? `it does in ${[...here].sort().join(', ')}` : 'nor in another zone';
  return {
    findings: [
      {
        stacks,
        problem: `EC2 does not offer ${what} in ${lacking.join(', ')}: ${elsewhere}`,
        next: 'edit the instance type or the zones of the region in the environment',
      },
    ],
    notes: [],
  };
}
