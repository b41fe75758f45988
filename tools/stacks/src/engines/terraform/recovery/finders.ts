import { type RRType } from '@aws-sdk/client-route-53';
import { openClient } from '../../../retries/open-client';
import { type PlannedResource } from './import-folder';

type Attributes = Readonly<Record<string, unknown>>;

/** Where to look. */
export interface FinderContext {
  readonly region: string;
  readonly signal: AbortSignal;
  /** The planned resources of the stack. */
  readonly resources: readonly PlannedResource[];
}

/** Finds the import ids of the wanted objects as AWS has them now: none, or one. */
export type Finder = (wanted: Attributes, context: FinderContext) => Promise<readonly string[]>;

/** How to find an object without a name and tags: by its place. */
export const finders = {
  /** A backup selection of a plan, by its name. */
  backupSelection: async ({ plan_id: plan, name }, context) => {
    if (!isText(plan) || !isText(name)) return [];
    const { BackupClient, paginateListBackupSelections } = await import('@aws-sdk/client-backup');
    return using(await openClient(BackupClient, context.region), async (client) => {
      const found: string[] = [];
      const pages = paginateListBackupSelections({ client }, { BackupPlanId: plan }, abortable(context));
      for await (const { BackupSelectionsList: selections = [] } of pages) {
        const named = selections.filter(({ SelectionName }) => SelectionName === name);
        found.push(...named.map(({ SelectionId }) => `${plan}|${SelectionId}`));
      }
      return found;
    });
  },

  /** An origin access control, by its name. */
  originAccessControl: async ({ name }, context) => {
    if (!isText(name)) return [];
    const { CloudFrontClient, paginateListOriginAccessControls } = await import('@aws-sdk/client-cloudfront');
    return using(await openClient(CloudFrontClient, context.region), async (client) => {
      const found: string[] = [];
      for await (const { OriginAccessControlList: list } of paginateListOriginAccessControls(
        { client },
        {},
        abortable(context),
      )) {
        const alike = (list?.Items ?? []).filter(({ Name }) => Name === name);
        found.push(...alike.flatMap(({ Id }) => Id ?? []));
      }
      return found;
    });
  },

  /** A response headers policy of the account, by its name. */
  responseHeadersPolicy: async ({ name }, context) => {
    if (!isText(name)) return [];
    const { CloudFrontClient, ListResponseHeadersPoliciesCommand } =
      await import('@aws-sdk/client-cloudfront');
    return using(await openClient(CloudFrontClient, context.region), async (client) => {
      const policies = await everyItem(async (Marker) => {
        const command = new ListResponseHeadersPoliciesCommand({ Type: 'custom', Marker });
        return (await client.send(command, abortable(context))).ResponseHeadersPolicyList;
      });
      return policies.flatMap(({ ResponseHeadersPolicy: policy }) =>
        policy?.ResponseHeadersPolicyConfig?.Name === name ? (policy.Id ?? []) : [],
      );
    });
  },

  /** The continuous deployment policy of a staging distribution. */
  continuousDeploymentPolicy: async ({ staging_distribution_dns_names: names }, context) => {
    const wanted = stagingNamesIn(names);
    if (wanted.length === 0) return [];
    const { CloudFrontClient, ListContinuousDeploymentPoliciesCommand } =
      await import('@aws-sdk/client-cloudfront');
    return using(await openClient(CloudFrontClient, context.region), async (client) => {
      const policies = await everyItem(async (Marker) => {
        const command = new ListContinuousDeploymentPoliciesCommand({ Marker });
        return (await client.send(command, abortable(context))).ContinuousDeploymentPolicyList;
      });
      return policies.flatMap(({ ContinuousDeploymentPolicy: policy }) => {
        const has = policy?.ContinuousDeploymentPolicyConfig?.StagingDistributionDnsNames?.Items ?? [];
        return has.some((name) => wanted.includes(name)) ? (policy?.Id ?? []) : [];
      });
    });
  },

  /** The only mount target of a file system in a subnet. */
  mountTarget: async ({ file_system_id: fileSystem, subnet_id: subnet }, context) => {
    if (!isText(fileSystem) || !isText(subnet)) return [];
    const { EFSClient, paginateDescribeMountTargets } = await import('@aws-sdk/client-efs');
    return using(await openClient(EFSClient, context.region), async (client) => {
      const found: string[] = [];
      const pages = paginateDescribeMountTargets(
        { client },
        { FileSystemId: fileSystem },
        abortable(context),
      );
      for await (const { MountTargets: targets = [] } of pages) {
        const there = targets.filter(({ SubnetId }) => SubnetId === subnet);
        found.push(...there.flatMap(({ MountTargetId }) => MountTargetId ?? []));
      }
      return found;
    });
  },

  /** An accepted peering attachment. One that nobody has accepted yet could be imported as well, and must not be. */
  acceptedPeering: async ({ transit_gateway_attachment_id: attachment }, context) => {
    if (!isText(attachment)) return [];
    const { EC2Client, DescribeTransitGatewayPeeringAttachmentsCommand } =
      await import('@aws-sdk/client-ec2');
    return using(await openClient(EC2Client, context.region), async (client) => {
      const { TransitGatewayPeeringAttachments: attachments = [] } = await client.send(
        new DescribeTransitGatewayPeeringAttachmentsCommand({
          Filters: [{ Name: 'transit-gateway-attachment-id', Values: [attachment] }],
        }),
        abortable(context),
      );
      const accepted = attachments.filter(({ State = '' }) => /^(available|pending|modifying)$/.test(State));
      return accepted.flatMap(({ TransitGatewayAttachmentId }) => TransitGatewayAttachmentId ?? []);
    });
  },

  /** The global datastore of a replication group. Its name begins with letters that ElastiCache generates. */
  globalReplicationGroup: async ({ primary_replication_group_id: primary }, { resources }) => {
    const group = resources.find(
      ({ type, change }) =>
        type === 'aws_elasticache_replication_group' && isText(primary) && change.before?.['id'] === primary,
    );
    const id = group?.change.before?.['global_replication_group_id'];
    return isText(id) ? [id] : [];
  },

  /** A public hosted zone, by its name and its comment. Route 53 accepts any number of zones with one name. */
  hostedZone: async ({ name, comment }, context) => {
    if (!isText(name) || !isText(comment)) return [];
    const { Route53Client, ListHostedZonesByNameCommand } = await import('@aws-sdk/client-route-53');
    return using(await openClient(Route53Client, context.region), async (client) => {
      // Zones come in the order of their names, beginning with this one; a hundred of one name are enough.
      const { HostedZones: zones = [] } = await client.send(
        new ListHostedZonesByNameCommand({ DNSName: name }),
        abortable(context),
      );
      const own = zones.filter(
        ({ Name, Config }) => Name === `${name}.` && !Config?.PrivateZone && Config?.Comment === comment,
      );
      return own.map(({ Id = '' }) => idOfZone(Id));
    });
  },

  /** A record set of a hosted zone, by its name, type and identifier. */
  recordSet: async ({ zone_id: zone, name, type, set_identifier: identifier }, context) => {
    if (!isText(zone) || !isText(name) || !isText(type)) return [];
    const { Route53Client, ListResourceRecordSetsCommand } = await import('@aws-sdk/client-route-53');
    return using(await openClient(Route53Client, context.region), async (client) => {
      const place = isText(identifier) ? { StartRecordIdentifier: identifier } : {};
      const { ResourceRecordSets: sets = [] } = await client.send(
        new ListResourceRecordSetsCommand({
          HostedZoneId: zone,
          StartRecordName: name,
          StartRecordType: type as RRType,
          ...place,
          MaxItems: 1,
        }),
        abortable(context),
      );
      const wanted = `${name.replace(/\.$/, '')}.`.toLowerCase();
      const found = sets.some(
        (set) =>
          set.Name?.replaceAll('\\052', '*') === wanted &&
          set.Type === type &&
          (set.SetIdentifier ?? '') === (isText(identifier) ? identifier : ''),
      );
      return found ? [[zone, name, type, ...(isText(identifier) ? [identifier] : [])].join('_')] : [];
    });
  },

  /** The only query log of a hosted zone. */
  queryLog: async ({ zone_id: zone }, context) => {
    if (!isText(zone)) return [];
    const { Route53Client, ListQueryLoggingConfigsCommand } = await import('@aws-sdk/client-route-53');
    return using(await openClient(Route53Client, context.region), async (client) => {
      const { QueryLoggingConfigs: logs = [] } = await client.send(
        new ListQueryLoggingConfigsCommand({ HostedZoneId: zone }),
        abortable(context),
      );
      return logs.flatMap(({ Id }) => Id ?? []);
    });
  },

  /** A secret with rotation. An import would accept every secret. */
  scheduledRotation: async ({ secret_id: secret }, context) => {
    if (!isText(secret)) return [];
    return (await describedSecret(secret, context))?.RotationEnabled ? [secret] : [];
  },
} as const satisfies Record<string, Finder>;

/** The version of a secret with the value in use; undefined if the secret does not exist or has no value. */
export async function currentVersion(
  secret: string,
  context: Pick<FinderContext, 'region' | 'signal'>,
): Promise<string | undefined> {
  const { VersionIdsToStages: versions = {} } = (await describedSecret(secret, context)) ?? {};
  return Object.entries(versions).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0];
}

async function describedSecret(secret: string, context: Pick<FinderContext, 'region' | 'signal'>) {
  const { SecretsManagerClient, DescribeSecretCommand } = await import('@aws-sdk/client-secrets-manager');
  return using(await openClient(SecretsManagerClient, context.region), async (client) => {
    try {
      return await client.send(new DescribeSecretCommand({ SecretId: secret }), abortable(context));
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  });
}

async function using<C extends { destroy(): void }, T>(
  client: C,
  work: (client: C) => Promise<T>,
): Promise<T> {
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}

/** One page of a list of CloudFront. */
interface Page<T> {
  readonly Items?: readonly T[] | undefined;
  readonly NextMarker?: string | undefined;
}

/** Every item of a list of CloudFront for which the SDK has no paginator. */
async function everyItem<T>(pageFrom: (marker?: string) => Promise<Page<T> | undefined>): Promise<T[]> {
  const items: T[] = [];
  let marker: string | undefined;
  do {
    const page = await pageFrom(marker);
    items.push(...(page?.Items ?? []));
    marker = page?.NextMarker;
  } while (marker);
  return items;
}

/** Route 53 returns ids as `/hostedzone/Z1`. */
const idOfZone = (id: string) => id.slice(id.lastIndexOf('/') + 1);

/** The names in the blocks of a continuous deployment policy. */
function stagingNamesIn(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: { readonly items?: unknown }) =>
    Array.isArray(block.items) ? block.items.filter(isText) : [],
  );
}

const abortable = ({ signal }: Pick<FinderContext, 'signal'>) => ({ abortSignal: signal });

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
