import { type OmittedResource } from '@bulkhead/stack';
import { BulkheadError } from '@bulkhead/errors';

interface Omission {
  readonly type: string;
  /** The attribute that is left out. @default the whole resource is left out */
  readonly attribute?: string;
  /** What stands in the place of the attribute. @default nothing does */
  readonly instead?: (value: unknown, attributes: Readonly<Record<string, unknown>>) => unknown;
  /** The problem of the emulator with it. */
  readonly reason: string;
  /** The rows that can be shown only on templates and in AWS. */
  readonly rows: readonly string[];
  /** Limits the omission to some resources of the type. @default all of them */
  readonly when?: (attributes: Readonly<Record<string, unknown>>, configuration: Configuration) => boolean;
  /**
   * Stand-ins for attributes of the resource, so that resources that refer to them can still be deployed. A stand-in
   * has the form of the attribute, but nobody can mistake it for a real value. @default no resource may refer to it
   */
  readonly standIns?: Readonly<Record<string, string>>;
}

/** Of Terraform's block, only the parts that are read here. */
interface OriginGroup {
  readonly member: readonly { readonly origin_id: string }[];
}

function hasOriginGroups({ origin_group: groups }: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(groups) && groups.length > 0;
}

const globalClusters = {
  reason: 'a cluster of another region cannot leave a global database, so that neither could be destroyed',
  rows: ['P1.2', 'P3.3'],
};

/**
 * Resources and attributes that the emulator does not support through their whole life. A stack leaves them out on the
 * emulator only. Every entry is one thing less that the emulator can prove, so a spec holds the list: it must not grow
 * unnoticed.
 */
export const emulatorOmissions: readonly Omission[] = [
  {
    type: 'aws_secretsmanager_secret_rotation',
    reason:
      'a schedule without a function cannot be cancelled, and a function that does not run leaves the secret without a value, so that the stack could not be destroyed',
    rows: ['P1.3', 'P5.2'],
  },
  { type: 'aws_rds_global_cluster', ...globalClusters },
  {
    type: 'aws_rds_cluster',
    attribute: 'global_cluster_identifier',
    ...globalClusters,
    // A secondary names a global database that does not exist. The emulator then accepts it without a master user.
    when: ({ master_username: masterUser }) => masterUser !== undefined,
  },
  {
    type: 'aws_backup_vault',
    attribute: 'force_destroy',
    reason: 'recovery points of a vault cannot be listed, so that it could not be destroyed',
    rows: ['P4.6'],
  },
  {
    type: 'aws_backup_vault_policy',
    reason: 'vaults have no access policy: the call is not known',
    rows: ['P1.9', 'P3.8'],
  },
  {
    type: 'aws_backup_selection',
    reason: 'plans select nothing: the call fails with a server error',
    rows: ['P1.9', 'P3.8'],
  },
  {
    type: 'aws_backup_region_settings',
    reason: 'there are no settings of a region: the call is not known',
    rows: ['P1.9', 'P3.8'],
  },
  ...['aws_backup_restore_testing_plan', 'aws_backup_restore_testing_selection'].map((type) => ({
    type,
    reason: 'there is no restore testing: the call is not known',
    rows: ['P1.9'],
  })),
  {
    type: 'aws_elasticache_replication_group',
    reason: 'its nodes are not there to be read, and it is never gone after it was deleted',
    rows: ['P1.5'],
    standIns: {
      arn: 'arn:aws:elasticache:us-east-1:123456789012:replicationgroup:left-out',
      // A domain without hosts: https://www.rfc-editor.org/rfc/rfc2606
      primary_endpoint_address: 'primary.left-out.invalid',
      reader_endpoint_address: 'reader.left-out.invalid',
    },
  },
  ...['aws_elasticache_user_group', 'aws_elasticache_parameter_group'].map((type) => ({
    type,
    reason: 'there are no groups of users or parameters',
    rows: ['P1.5'],
  })),
  {
    type: 'aws_elasticache_subnet_group',
    reason: 'it cannot be deleted, so that the stack could not be destroyed',
    rows: ['P1.5'],
  },
  {
    type: 'aws_efs_file_system_policy',
    reason: 'it cannot be deleted, so that the stack could not be destroyed',
    rows: ['P1.6'],
  },
  {
    type: 'aws_efs_file_system',
    attribute: 'protection',
    reason: 'a file system cannot be opened to be overwritten: the call is not known',
    rows: ['P1.6'],
  },
  {
    type: 'aws_efs_replication_configuration',
    reason: 'file systems are not replicated: the call is not known',
    rows: ['P1.6'],
  },
  {
    type: 'aws_elasticache_global_replication_group',
    reason: 'there are no global datastores',
    rows: ['P1.5', 'P2.12'],
  },
  {
    type: 'aws_ec2_transit_gateway_vpc_attachment',
    reason:
      'always put into the default route table, and gone at once where the provider waits to see it deleted, so that the stack could not be destroyed',
    rows: ['P2.12'],
  },
  ...['association', 'propagation'].map((link) => ({
    type: `aws_ec2_transit_gateway_route_table_${link}`,
    reason: 'of an attachment, which is left out',
    rows: ['P2.12'],
  })),
  {
    type: 'aws_cloudfront_response_headers_policy',
    reason: 'there are no policies of an account: the call is not known',
    rows: ['P2.4'],
    standIns: { id: 'left-out' },
  },
  {
    type: 'aws_cloudfront_continuous_deployment_policy',
    reason: 'no distribution tries a change: the call is not known',
    rows: ['P2.4'],
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'continuous_deployment_policy_id',
    reason: 'of a continuous deployment policy, which is left out',
    rows: ['P2.4'],
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'origin_group',
    reason: 'there are no groups of origins',
    rows: ['P2.4'],
    when: hasOriginGroups,
  },
  {
    type: 'aws_cloudfront_distribution',
    attribute: 'default_cache_behavior',
    instead: (behavior, { origin_group: groups }) => ({
      ...(behavior as object),
      target_origin_id: (groups as OriginGroup[])[0]?.member[0]?.origin_id,
    }),
    reason: 'its target is a group of origins, so that only the first origin of the group is asked',
    rows: ['P2.4'],
    when: hasOriginGroups,
  },
  {
    type: 'aws_route',
    reason: 'leads to a Transit Gateway by an attachment, which is left out',
    rows: ['P2.12'],
    when: ({ transit_gateway_id: gateway }) => gateway !== undefined,
  },
  {
    type: 'aws_route53_health_check',
    reason:
      'without an endpoint, neither its alarm nor its routing control is kept, and it has an interval that nobody gave it, so that every plan would replace it',
    rows: ['P1.11', 'P2.5'],
    when: ({ type }) => type === 'CLOUDWATCH_METRIC' || type === 'RECOVERY_CONTROL',
    standIns: { id: 'left-out' },
  },
  {
    type: 'aws_route53_query_log',
    reason: 'zones have no query logs: the log group is said to be missing, whatever group there is',
    rows: ['P2.5'],
  },
  ...['aws_route53_key_signing_key', 'aws_route53_hosted_zone_dnssec'].map((type) => ({
    type,
    reason: 'zones cannot be signed: the call is not known',
    rows: ['P2.5'],
  })),
  {
    type: 'aws_cloudtrail',
    attribute: 'enable_logging',
    instead: () => false,
    reason: 'a trail cannot be started: the call fails for the ARN by which the provider names the trail',
    rows: ['P2.10', 'P3.5'],
  },
  {
    type: 'aws_cloudwatch_log_data_protection_policy',
    reason: 'log groups have no data protection: the call is not known',
    rows: ['P2.10'],
  },
  ...['aws_securityhub_account', 'aws_securityhub_standards_subscription'].map((type) => ({
    type,
    reason: 'Security Hub has no settings and no standards: the calls are not known',
    rows: ['P1.10'],
  })),
  {
    type: 'aws_guardduty_detector_feature',
    reason: 'a detector keeps only the feature of the last call, so that all others are missing afterwards',
    rows: ['P1.10'],
  },
  {
    type: 'aws_accessanalyzer_analyzer',
    reason: 'there is no IAM Access Analyzer',
    rows: ['P1.10'],
  },
  {
    type: 'aws_s3_account_public_access_block',
    reason: 'the setting of an account cannot be read: the host name of the call has the account in it',
    rows: ['P2.3'],
  },
  {
    type: 'aws_ec2_instance_metadata_defaults',
    reason: 'a region has no defaults for instances: the call is not known',
    rows: ['P4.2'],
  },
];

/** Terraform's JSON: only the parts that this module reads. */
type Configuration = Record<string, unknown> & {
  resource?: Record<string, Record<string, Record<string, unknown>>>;
  provider?: Record<string, readonly Record<string, unknown>[]>;
  moved?: readonly { readonly from: string; readonly to: string }[];
};

/**
 * Removes everything that the emulator does not support from a configuration, and puts stand-ins into references to it.
 *
 * @returns the configuration, and the list of what is left out
 * @throws BulkheadError `OmittedResourceNeeded` if another resource refers to a left out one
 */
export function withoutOmissions(configuration: Configuration): {
  configuration: Configuration;
  omitted: OmittedResource[];
} {
  const omitted: OmittedResource[] = [];
  const attributesLeftOut: OmittedResource[] = [];
  const standIns = new Map<string, string>();
  const resource = Object.entries(configuration.resource ?? {}).map(([type, resources]) => {
    const kept = Object.entries(resources).flatMap(([name, attributes]) => {
      const omissions = emulatorOmissions.filter(
        (entry) => entry.type === type && (entry.when?.(attributes, configuration) ?? true),
      );
      const address = `${type}.${name}`;
      const whole = omissions.find(({ attribute }) => attribute === undefined);
      if (whole) {
        omitted.push({ resource: address, reason: whole.reason, rows: whole.rows });
        for (const [attribute, value] of Object.entries(whole.standIns ?? {}))
          standIns.set(`\${${address}.${attribute}}`, value);
        return [];
      }
      const lacking = omissions.filter(({ attribute = '' }) => attribute in attributes);
      for (const { attribute, reason, rows } of lacking) {
        attributesLeftOut.push({ resource: `${address}.${attribute}`, reason, rows });
      }
      const rest = Object.entries(attributes).flatMap(([key, value]) => {
        const omission = lacking.find(({ attribute }) => attribute === key);
        if (!omission) return [[key, value] as const];
        return omission.instead ? [[key, omission.instead(value, attributes)] as const] : [];
      });
      return [[name, Object.fromEntries(rest)] as const];
    });
    return [type, Object.fromEntries(kept)] as const;
  });
  const rest = withStandIns(
    {
      ...configuration,
      resource: Object.fromEntries(resource.filter(([, kept]) => Object.keys(kept).length > 0)),
      ...movesWithout(configuration, omitted),
    },
    standIns,
  );
  requireUnreferenced(rest, omitted);
  return { configuration: rest, omitted: [...omitted, ...attributesLeftOut] };
}

/** The former names of left out resources are left out too. */
function movesWithout(
  { moved = [] }: Configuration,
  omitted: readonly OmittedResource[],
): Pick<Configuration, 'moved'> {
  const kept = moved.filter(({ to }) => omitted.every(({ resource }) => resource !== to));
  return kept.length === moved.length ? {} : { moved: kept.length > 0 ? kept : undefined };
}

/** Puts a stand-in for each reference that is a whole value. Inside a text, a stand-in would look like a real value. */
function withStandIns(configuration: Configuration, standIns: ReadonlyMap<string, string>): Configuration {
  return JSON.parse(JSON.stringify(configuration), (_, value: unknown) =>
    typeof value === 'string' ? (standIns.get(value) ?? value) : value,
  ) as Configuration;
}

function requireUnreferenced(configuration: Configuration, omitted: readonly OmittedResource[]): void {
  const text = JSON.stringify(configuration);
  const needed = omitted.find(({ resource }) =>
    new RegExp(`(?<![\\w.-])${resource.replaceAll('.', '\\.')}(?![\\w-])`).test(text),
  );
  if (!needed) return;
  throw new BulkheadError(
    'OmittedResourceNeeded',
    `${needed.resource} is left out on the emulator, but another resource of the stack refers to it.`,
    { next: 'remove the reference, or the type from libs/cdktf/src/emulator-omissions.ts' },
  );
}
