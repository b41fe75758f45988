import { type OmittedResource } from '@bulkhead/stack';
import { BulkheadError } from '@bulkhead/errors';

interface Omission {
  readonly type: string;
  /** The attribute that is left out. @default the resource is */
  readonly attribute?: string;
  /** What the emulator does with it. */
  readonly reason: string;
  /** The rows that are shown on templates and in AWS only. */
  readonly rows: readonly string[];
  /** Limits the omission to some resources of the type. @default all of them */
  readonly when?: (attributes: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * Resources, and attributes of them, that the emulator cannot take through their whole life, so that a stack leaves
 * them out there, and only there. Every entry is a promise less that the emulator can prove: a spec holds the list, so that it may
 * shrink unseen but not grow.
 */
export const emulatorOmissions: readonly Omission[] = [
  {
    type: 'aws_secretsmanager_secret_rotation',
    reason: 'a schedule without a function cannot be cancelled, so that the stack could not be destroyed',
    rows: ['P5.2'],
    when: ({ rotation_lambda_arn: lambda }) => lambda === undefined,
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
    type: 'aws_route',
    reason: 'leads to a Transit Gateway by an attachment, which is left out',
    rows: ['P2.12'],
    when: ({ transit_gateway_id: gateway }) => gateway !== undefined,
  },
];

/** Terraform's JSON, as far as it is looked at here. */
type Configuration = Record<string, unknown> & {
  resource?: Record<string, Record<string, Record<string, unknown>>>;
};

/**
 * A configuration without what the emulator cannot take.
 *
 * @returns the configuration, and what is missing from it
 * @throws BulkheadError `OmittedResourceNeeded` when another resource refers to one that would be missing
 */
export function withoutOmissions(configuration: Configuration): {
  configuration: Configuration;
  omitted: OmittedResource[];
} {
  const omitted: OmittedResource[] = [];
  const attributesLeftOut: OmittedResource[] = [];
  const resource = Object.entries(configuration.resource ?? {}).map(([type, resources]) => {
    const kept = Object.entries(resources).flatMap(([name, attributes]) => {
      const omissions = emulatorOmissions.filter(
        (entry) => entry.type === type && (entry.when?.(attributes) ?? true),
      );
      const address = `${type}.${name}`;
      const whole = omissions.find(({ attribute }) => attribute === undefined);
      if (whole) {
        omitted.push({ resource: address, reason: whole.reason, rows: whole.rows });
        return [];
      }
      const lacking = omissions.filter(({ attribute = '' }) => attribute in attributes);
      for (const { attribute, reason, rows } of lacking) {
        attributesLeftOut.push({ resource: `${address}.${attribute}`, reason, rows });
      }
      const rest = Object.entries(attributes).filter(
        ([key]) => !lacking.some(({ attribute }) => attribute === key),
      );
      return [[name, Object.fromEntries(rest)] as const];
    });
    return [type, Object.fromEntries(kept)] as const;
  });
  const rest = {
    ...configuration,
    resource: Object.fromEntries(resource.filter(([, kept]) => Object.keys(kept).length > 0)),
  };
  requireUnreferenced(rest, omitted);
  return { configuration: rest, omitted: [...omitted, ...attributesLeftOut] };
}

function requireUnreferenced(configuration: Configuration, omitted: readonly OmittedResource[]): void {
  const text = JSON.stringify(configuration);
  const needed = omitted.find(({ resource }) => {
    const [type, name] = resource.split('.');
    return new RegExp(`(?<![\\w.-])${type}\\.${name}(?![\\w-])`).test(text);
  });
  if (!needed) return;
  throw new BulkheadError(
    'OmittedResourceNeeded',
    `${needed.resource} is left out on the emulator, but another resource of the stack refers to it.`,
    { next: 'remove the reference, or the type from libs/cdktf/src/emulator-omissions.ts' },
  );
}
