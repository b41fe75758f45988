import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { unknownFact } from '../unknown-fact';
import { type Quota, quotaTable } from './quota-table';

/** New resources have to fit into the quotas of the account, beside existing ones. */
export const quotas: Check = {
  name: 'quotas',
  targets: ['aws'],
  find: async (scene) => {
    const found = await Promise.all(
      quotaTable.map(async (quota): Promise<Found> => {
        try {
          return { findings: await exceeded(quota, scene), notes: [] };
        } catch (error) {
          return { findings: [], notes: [unknownFact(`quota ${quota.name}`, error)] };
        }
      }),
    );
    return {
      findings: found.flatMap(({ findings }) => findings),
      notes: found.flatMap(({ notes }) => notes),
    };
  },
};

async function exceeded(quota: Quota, { stacks, region, services }: Scene): Promise<Found['findings']> {
  const wanted = await Promise.all(
    stacks.map(async (stack) => ({ stack, more: await moreOf(quota, stack) })),
  );
  const more = new Map<string, number>();
  for (const { more: ofStack } of wanted)
    for (const [zone, count] of ofStack) more.set(zone, (more.get(zone) ?? 0) + count);
  if ([...more.values()].every((count) => count === 0)) return [];

  const [value, inUse] = await Promise.all([valueOf(quota, services), quota.inUse(services)]);
  if (value === undefined) return [];
  const { name, service, code } = quota;
  return [...more]
    .map(([zone, count]) => ({ zone, count, used: inUse.get(zone) ?? 0 }))
    .filter(({ count, used }) => count > 0 && used + count > value)
    .map(({ zone, count, used }) => ({
      stacks: wanted
        .filter(({ more: ofStack }) => (ofStack.get(zone) ?? 0) > 0)
        .map(({ stack }) => stack.instance.id),
      problem: `quota ${name}${zone && ` in ${zone}`}: ${count} more than the ${used} in use would be ${used + count}, and ${value} are allowed`,
      next: `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${code} --desired-value ${used + count}`,
    }));
}

/**
 * How many a deploy of a stack adds, by zone if the quota is for each zone.
 *
 * @throws if some resources in several zones stand, because an engine knows how many there are but not where
 */
async function moreOf(
  { types: [type, ...terraform], weight = () => 1, zoneOf }: Quota,
  stack: PlannedStack,
): Promise<Map<string, number>> {
  const wanted = new Map<string, number>();
  let total = 0;
  for (const resource of stack.resources.filter((each) => each.type === type)) {
    const zone = zoneOf?.(resource, stack) ?? '';
    const count = weight(resource);
    wanted.set(zone, (wanted.get(zone) ?? 0) + count);
    total += count;
  }
  if (total === 0) return wanted;
  const { counts } = await stack.standing();
  const inEngine = stack.instance.engine === 'cdk' ? [type] : terraform;
  const standing = inEngine.reduce((sum, each) => sum + (counts.get(each) ?? 0), 0);
  if (standing === 0) return wanted;
  // A group may count for several and grows in place, so the additional use of an existing group is not known.
  const more = Math.max(0, stack.resources.filter((each) => each.type === type).length - standing);
  if (more > 0 && wanted.size > 1)
    throw new Error(`nobody tells in which zones those are that ${stack.instance.id} has already`);
  return new Map([...wanted].map(([zone, count]) => [zone, Math.min(count, more)]));
}

/** The allowed number. Undefined if Service Quotas has no such quota. */
async function valueOf({ service, code }: Quota, services: Scene['services']): Promise<number | undefined> {
  const [client, { GetServiceQuotaCommand, GetAWSDefaultServiceQuotaCommand }] = await Promise.all([
    services.quotas(),
    import('@aws-sdk/client-service-quotas'),
  ]);
  const of = { ServiceCode: service, QuotaCode: code };
  try {
    return (await client.send(new GetServiceQuotaCommand(of))).Quota?.Value;
  } catch (error) {
    // For some services, Service Quotas has the quota of an account only after it was changed from the default.
    if ((error as Error).name !== 'NoSuchResourceException') throw error;
    return (await client.send(new GetAWSDefaultServiceQuotaCommand(of))).Quota?.Value;
  }
}
