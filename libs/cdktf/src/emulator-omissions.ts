import { type OmittedResource } from '@bulkhead/stack';
import { BulkheadError } from '@bulkhead/errors';

interface Omission {
  readonly type: string;
  /** What the emulator does with it. */
  readonly reason: string;
  /** The rows that are shown on templates and in AWS only. */
  readonly rows: readonly string[];
  /** Limits the omission to some resources of the type. @default all of them */
  readonly when?: (attributes: Readonly<Record<string, unknown>>) => boolean;
}

/**
 * Resources that the emulator cannot take through their whole life, so that a stack leaves them out there, and
 * only there. Every entry is a promise less that the emulator can prove: a spec holds the list, so that it may
 * shrink unseen but not grow.
 */
export const emulatorOmissions: readonly Omission[] = [
  {
    type: 'aws_secretsmanager_secret_rotation',
    reason: 'a schedule without a function cannot be cancelled, so that the stack could not be destroyed',
    rows: ['P5.2'],
    when: ({ rotation_lambda_arn: lambda }) => lambda === undefined,
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
  const resource = Object.entries(configuration.resource ?? {}).map(([type, resources]) => {
    const kept = Object.entries(resources).filter(([name, attributes]) => {
      const omission = emulatorOmissions.find(
        (entry) => entry.type === type && (entry.when?.(attributes) ?? true),
      );
      if (omission)
        omitted.push({ resource: `${type}.${name}`, reason: omission.reason, rows: omission.rows });
      return !omission;
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
