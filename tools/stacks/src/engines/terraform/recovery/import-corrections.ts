import { type PlannedResource } from './import-folder';
import { type TerraformState } from './terraform-state';

type Attributes = Readonly<Record<string, unknown>>;
type Change = PlannedResource['change'];

/** A correction of an import. AWS does not tell how some values were requested, so that an import gets them wrong. */
interface Correction {
  /** Whether the attributes before a planned change are the result of a wrong import of the wanted configuration. */
  readonly isNeeded: (before: Attributes, after: Attributes, unknown: Attributes) => boolean;
  /** The corrected attributes, as an undisturbed deploy would have planned them. */
  readonly correct: (attributes: Attributes, planned: Attributes) => Attributes;
}

/**
 * A password that only the configuration knows: AWS tells neither the password nor its version. After an import, the
 * next deploy would set the database's original password again, and undo every rotation since.
 *
 * @param version attribute with the version of the password
 */
const writeOnlyPassword = (version: string): Correction => ({
  isNeeded: (before, after) => isSet(after[version]) && !isSet(before[version]),
  correct: (_, planned) => ({ [version]: planned[version] }),
});

/** Found with provider 5.100.0. Does not contain differences that the next deploy removes without a call to AWS. */
const corrections: Readonly<Record<string, readonly Correction[]>> = {
  /**
   * An import sets `value` where the configuration sets `insecure_value`. The provider never moves the value to
   * `insecure_value`; it plans the move, and writes the parameter, at every deploy.
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
     * An import reads the secret, but not that RDS manages it. If RDS is asked to manage it again, the emulator makes
     * another secret, which is unknown to the stacks that read the first one.
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

/**
 * The planned changes of each resource that an import got wrong. The import may be from this recovery, or from an
 * earlier one that was killed after it.
 */
export function toCorrect(resources: readonly PlannedResource[]): Map<string, Change> {
  return new Map(
    resources.flatMap(({ address, type, change }) =>
      change.before && neededOf(type, change.before, change).length > 0 ? [[address, change] as const] : [],
    ),
  );
}

/**
 * A state with these resources as an undisturbed deploy would have left them.
 *
 * @param planned the planned change of each resource, by address
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

/** The corrected values of a resource's attributes. */
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
