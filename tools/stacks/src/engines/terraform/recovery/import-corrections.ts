import { type PlannedResource } from './import-folder';
import { type TerraformState } from './terraform-state';

type Attributes = Readonly<Record<string, unknown>>;
type Change = PlannedResource['change'];

/** What an import gets wrong, because AWS does not tell how something was asked for. */
interface Correction {
  /** Whether the attributes before a planned change are what an import makes of what the configuration wants. */
  readonly isNeeded: (before: Attributes, after: Attributes, unknown: Attributes) => boolean;
  /** The attributes as a deploy that nothing happened to has them, of those that it planned. */
  readonly correct: (attributes: Attributes, planned: Attributes) => Attributes;
}

/**
 * A password that only the configuration knows: AWS tells neither it nor its version. An import would have the next deploy
 * give the database the password again that it had when it was made, and undo what was rotated since.
 *
 * @param version attribute with the version of the password
 */
const writeOnlyPassword = (version: string): Correction => ({
  isNeeded: (before, after) => isSet(after[version]) && !isSet(before[version]),
  correct: (_, planned) => ({ [version]: planned[version] }),
});

/** Found with provider 5.100.0; differences that the next deploy takes away without a call to AWS are no part of it. */
const corrections: Readonly<Record<string, readonly Correction[]>> = {
  /**
   * An import takes `value` for what may be `insecure_value`, from where the provider never comes to the other, but
   * plans to, and writes the parameter, at every deploy.
   */
  aws_ssm_parameter: [
    {
      isNeeded: (before, after, unknown) =>
        (unknown['insecure_value'] === true || isSet(after['insecure_value'])) &&
        isSet(before['value']) &&
        !isSet(before['insecure_value']),
      correct: ({ value }) => ({ insecure_value: value, value: null, has_value_wo: null }),
    },
  ],
  aws_rds_cluster: [
    /**
     * An import sees the secret, but not that RDS was asked to manage it; asked again, the emulator makes another secret,
     * of which the stacks that read the first one know nothing.
     */
    {
      isNeeded: (before, after) =>
        after['manage_master_user_password'] === true &&
        before['manage_master_user_password'] !== true &&
        Array.isArray(before['master_user_secret']) &&
        before['master_user_secret'].length > 0,
      correct: () => ({ manage_master_user_password: true }),
    },
    writeOnlyPassword('master_password_wo_version'),
  ],
  aws_db_instance: [writeOnlyPassword('password_wo_version')],
};

/** What a deploy planned for each resource that an import, of now or of a recovery that was killed after it, got wrong. */
export function toCorrect(resources: readonly PlannedResource[]): Map<string, Change> {
  return new Map(
    resources.flatMap(({ address, type, change }) =>
      change.before && neededOf(type, change.before, change).length > 0 ? [[address, change] as const] : [],
    ),
  );
}

/**
 * A state in which these resources are as a deploy that nothing happened to has them.
 *
 * @param planned what a deploy planned for each, by address
 */
export function corrected(state: TerraformState, planned: ReadonlyMap<string, Change>): TerraformState {
  const resources = state.resources.map((resource) => {
    const change = planned.get(`${resource.type}.${resource.name}`);
    if (!change || resource.mode !== 'managed') return resource;
    const instances = resource.instances.map(({ attributes, ...rest }) => ({
      ...rest,
      attributes: { ...attributes, ...correctionOf(resource.type, attributes, change) },
    }));
    return { ...resource, instances };
  });
  return { ...state, serial: state.serial + 1, resources };
}

/** What of the attributes of a resource has to be others. */
function correctionOf(type: string, attributes: Attributes, change: Change): Attributes {
  const needed = neededOf(type, attributes, change);
  return Object.assign(
    {},
    ...needed.map(({ correct }) => correct(attributes, change.after ?? {})),
  ) as Attributes;
}

function neededOf(
  type: string,
  attributes: Attributes,
  { after, after_unknown: unknown }: Change,
): Correction[] {
  if (!after) return [];
  return (corrections[type] ?? []).filter(({ isNeeded }) => isNeeded(attributes, after, unknown ?? {}));
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
