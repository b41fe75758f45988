import { zoneNameOf } from '@bulkhead/config';
import { parameterPath } from '@bulkhead/contracts';
import type { HostedZone } from '@aws-sdk/client-route-53';
import { type Check } from '../check';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';

const nothing: Found = { findings: [], notes: [] };

/**
 * The zone of the public name: an adopted zone must be ours and have the name that the environment says, and its
 * records should stay changeable while us-east-1 is away. Terraform's provider cannot switch that on.
 */
export const hostedZone: Check = {
  name: 'hosted zone',
  targets: ['aws'],
  find: async ({ environment, stacks, services, valuesOf }) => {
    const zone = environment.apps['cdn-dns']?.zone;
    const planned = stacks.find(({ instance }) => instance.app === 'cdn-dns' && instance.stack === 'zone');
    if (!zone || !planned) return nothing;
    const published = parameterPath(environment.name, 'zone', 'zoneId');
    const id = zone.hostedZoneId ?? (await valuesOf(planned.instance, [published])).get(published);
    if (id === undefined) return nothing;

    const found = await zoneOf(id, services);
    const problem = found
      ? problemOf(id, found, zoneNameOf(zone))
      : `there is no hosted zone ${id} in account ${environment.account}`;
    return {
      findings:
        problem !== undefined && zone.hostedZoneId !== undefined
          ? [
              {
                stacks: [planned.instance.id],
                problem,
                next: 'edit apps.cdn-dns.zone of the environment: hostedZoneId is the id of a public zone of the account, and zoneName is its name',
              },
            ]
          : [],
      notes:
        found && zone.acceleratedRecovery && !isRecoverable(found)
          ? [
              `hosted zone ${id} has no accelerated recovery, so that nobody could change its records while us-east-1 is away; next: aws route53 update-hosted-zone-features --hosted-zone-id ${id} --enable-accelerated-recovery`,
            ]
          : [],
    };
  },
};

/** Undefined if the account has no such zone. */
async function zoneOf(id: string, services: Scene['services']): Promise<HostedZone | undefined> {
  const [client, { GetHostedZoneCommand }] = await Promise.all([
    services.route53(),
    import('@aws-sdk/client-route-53'),
  ]);
  try {
    return (await client.send(new GetHostedZoneCommand({ Id: id }))).HostedZone;
  } catch (error) {
    if ((error as Error).name === 'NoSuchHostedZone') return undefined;
    throw error;
  }
}

function problemOf(id: string, { Name = '', Config }: HostedZone, wanted: string): string | undefined {
  const name = Name.replace(/\.$/, '');
  if (name !== wanted) return `hosted zone ${id} is ${name}, and the environment wants ${wanted}`;
  return Config?.PrivateZone ? `hosted zone ${id} is private, and no user and no ACM can ask it` : undefined;
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html */
function isRecoverable({ Features }: HostedZone): boolean {
  return /^ENABL(ED|ING)/.test(Features?.AcceleratedRecoveryStatus ?? '');
}
