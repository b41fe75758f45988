import { currentVersion } from './finders';
import { type ImportPlan, type PlannedResource } from './import-folder';
import { type StateResource, type TerraformState } from './terraform-state';

const versionType = 'aws_secretsmanager_secret_version';
const secretType = 'aws_secretsmanager_secret';

/** Attributes that Terraform treats as sensitive. */
const sensitive = ['secret_binary', 'secret_string', 'secret_string_wo'];

/** A secret version that is in use and that the state does not know. */
export interface UnknownVersion {
  readonly resource: PlannedResource;
  /** ARN of the secret, which belongs to the stack. */
  readonly secret: string;
  readonly versionId: string;
}

/**
 * The secret versions in use that a deploy would replace, because the state does not know them.
 *
 * @param plan in which the secrets are imported
 * @param regionOf region of a resource
 */
export async function unknownVersions(
  { resources }: ImportPlan,
  regionOf: (address: string) => string,
  signal: AbortSignal,
): Promise<UnknownVersion[]> {
  const own = new Set(
    resources.filter(({ type }) => type === secretType).map(({ change }) => change.before?.['id']),
  );
  const wanted = resources.filter(
    ({ type, change }) => type === versionType && change.actions.join() === 'create',
  );
  const found = await Promise.all(
    wanted.map(async (resource): Promise<UnknownVersion[]> => {
      const { secret_id: secret, secret_string_wo_version: version } = resource.change.after ?? {};
      // A value without a write-only attribute is in the configuration: the configured value is the wanted one.
      if (typeof secret !== 'string' || !own.has(secret) || typeof version !== 'number') return [];
      const versionId = await currentVersion(secret, { region: regionOf(resource.address), signal });
      return versionId === undefined ? [] : [{ resource, secret, versionId }];
    }),
  );
  return found.flat();
}

/**
 * A state that contains the versions as an undisturbed deploy would have left them. An import would read the passwords
 * into the state, because it does not know that a value is write-only.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/secretsmanager/secret_version.go
 */
export function withVersions(state: TerraformState, versions: readonly UnknownVersion[]): TerraformState {
  const added = versions.flatMap((version): StateResource[] => {
    const secret = state.resources.find(
      ({ type, instances }) => type === secretType && instances[0]?.attributes['id'] === version.secret,
    );
    return secret ? [stateOf(version, secret)] : [];
  });
  return { ...state, serial: state.serial + 1, resources: [...state.resources, ...added] };
}

function stateOf(
  { resource: { name, change }, secret: arn, versionId }: UnknownVersion,
  { provider, name: secretName }: StateResource,
): StateResource {
  return {
    mode: 'managed',
    type: versionType,
    name,
    provider,
    instances: [
      {
        schema_version: 0,
        attributes: {
          arn,
          has_secret_string_wo: true,
          id: `${arn}|${versionId}`,
          secret_binary: '',
          secret_id: arn,
          secret_string: '',
          secret_string_wo: null,
          secret_string_wo_version: change.after?.['secret_string_wo_version'],
          version_id: versionId,
          version_stages: ['AWSCURRENT'],
        },
        sensitive_attributes: sensitive.map((value) => [{ type: 'get_attr', value }]),
        dependencies: [`${secretType}.${secretName}`],
      },
    ],
  };
}
