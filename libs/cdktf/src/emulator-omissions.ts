import { type OmittedResource } from '@bulkhead/stack';
import { BulkheadError } from '@bulkhead/errors';

interface Omission {
  readonly type: string;
  /** What the emulator does with it. */
  readonly reason: string;
  /** The rows that are shown on templates and in AWS only. */
  readonly rows: readonly string[];
  /** Limits the omission to some resources of the type. @default all of them */
  readonly when?: (attributes: Readonly<Record<string, unknown>>, configuration: Configuration) => boolean;
  /** The one attribute that is left out. @default the whole resource */
  readonly attribute?: string;
}

const globalClusters = {
  reason: 'outside us-east-1 a cluster cannot leave a global database, so that neither could be destroyed',
  rows: ['P1.2', 'P3.3'],
  when: (_: unknown, { provider }: Configuration) => provider?.['aws']?.[0]?.['region'] !== 'us-east-1',
};

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
  { type: 'aws_rds_global_cluster', ...globalClusters },
  { type: 'aws_rds_cluster', attribute: 'global_cluster_identifier', ...globalClusters },
];

/** Terraform's JSON, as far as it is looked at here. */
type Configuration = Record<string, unknown> & {
  resource?: Record<string, Record<string, Record<string, unknown>>>;
  provider?: Record<string, readonly Record<string, unknown>[]>;
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
  const resource = Object.entries(configuration.resource ?? {}).map(([type, resources]) => {
    const kept = Object.entries(resources).flatMap(([name, attributes]) => {
      const omission = emulatorOmissions.find(
        (entry) =>
          entry.type === type &&
          (entry.attribute === undefined || entry.attribute in attributes) &&
          (entry.when?.(attributes, configuration) ?? true),
      );
      if (!omission) return [[name, attributes] as const];
      const { attribute, reason, rows } = omission;
      omitted.push({ resource: [type, name, attribute].filter(Boolean).join('.'), reason, rows });
      if (attribute === undefined) return [];
      return [
        [name, Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== attribute))] as const,
      ];
    });
    return [type, Object.fromEntries(kept)] as const;
  });
  const rest = {
    ...configuration,
    resource: Object.fromEntries(resource.filter(([, kept]) => Object.keys(kept).length > 0)),
  };
  requireUnreferenced(rest, omitted);
  return { configuration: rest, omitted };
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
