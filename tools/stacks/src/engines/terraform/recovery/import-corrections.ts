import { type PlannedResource } from './import-folder';
import { type TerraformState } from './terraform-state';

type Attributes = Readonly<Record<string, unknown>>;

/** What an import gets wrong, because AWS does not tell how something was asked for. */
interface Correction {
  /** Whether the attributes before a planned change are what an import makes of what the configuration wants. */
  readonly isNeeded: (before: Attributes, after: Attributes, unknown: Attributes) => boolean;
  /** The attributes as a deploy that nothing happened to has them. */
  readonly correct: (attributes: Attributes) => Attributes;
}

/** Found with provider 5.100.0; differences that the next deploy takes away without a call to AWS are no part of it. */
const corrections: Readonly<Record<string, Correction>> = {
  /**
   * An import takes `value` for what may be `insecure_value`, from where the provider never comes to the other, but
   * plans to, and writes the parameter, at every deploy.
   */
  aws_ssm_parameter: {
    isNeeded: (before, after, unknown) =>
      (unknown['insecure_value'] === true || isSet(after['insecure_value'])) &&
      isSet(before['value']) &&
      !isSet(before['insecure_value']),
    correct: ({ value }) => ({ insecure_value: value, value: null, has_value_wo: null }),
  },
  /**
   * An import sees the secret, but not that RDS was asked to manage it; asked again, the emulator makes another secret,
   * of which the stacks that read the first one know nothing.
   */
  aws_rds_cluster: {
    isNeeded: (before, after) =>
      after['manage_master_user_password'] === true &&
      before['manage_master_user_password'] !== true &&
      Array.isArray(before['master_user_secret']) &&
      before['master_user_secret'].length > 0,
    correct: () => ({ manage_master_user_password: true }),
  },
};

/** Addresses of what an import, of now or of a recovery that was killed after it, got wrong. */
export function toCorrect(resources: readonly PlannedResource[]): Set<string> {
  const wrong = resources.filter(({ type, change: { before, after, after_unknown: unknown } }) =>
    before && after ? corrections[type]?.isNeeded(before, after, unknown ?? {}) : false,
  );
  return new Set(wrong.map(({ address }) => address));
}

/** A state in which these resources are as a deploy that nothing happened to has them. */
export function corrected(state: TerraformState, addresses: ReadonlySet<string>): TerraformState {
  const resources = state.resources.map((resource) => {
    const correction = corrections[resource.type];
    const isOne = resource.mode === 'managed' && addresses.has(`${resource.type}.${resource.name}`);
    if (!correction || !isOne) return resource;
    const instances = resource.instances.map(({ attributes, ...rest }) => ({
      ...rest,
      attributes: { ...attributes, ...correction.correct(attributes) },
    }));
    return { ...resource, instances };
  });
  return { ...state, serial: state.serial + 1, resources };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
