import { type PlannedResource } from './import-folder';

/** What we read and write of a state. Everything else in it stays as it is. */
export interface TerraformState {
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

const type = 'aws_ssm_parameter';

/**
 * Addresses of the SSM parameters of which the configuration sets `insecure_value`, and the state has `value`. An import
 * cannot tell which of the two is meant and takes `value`; from there provider 5.100.0 never comes to the other, but
 * plans to at every deploy, and writes the parameter every time.
 */
export function closedValues(resources: readonly PlannedResource[]): Set<string> {
  const closed = resources.filter(({ type: planned, change: { before, after, after_unknown: unknown } }) => {
    const open = unknown?.['insecure_value'] === true || isSet(after?.['insecure_value']);
    return planned === type && open && isSet(before?.['value']) && !isSet(before?.['insecure_value']);
  });
  return new Set(closed.map(({ address }) => address));
}

/** A state in which the values of these parameters are where a deploy that nothing happened to has them. */
export function withOpenValues(state: TerraformState, addresses: ReadonlySet<string>): TerraformState {
  const resources = state.resources.map((resource) => {
    const isOne = resource.mode === 'managed' && addresses.has(`${resource.type}.${resource.name}`);
    if (!isOne) return resource;
    const instances = resource.instances.map(({ attributes, ...rest }) => {
      const opened = { insecure_value: attributes['value'], value: null, has_value_wo: null };
      return { ...rest, attributes: { ...attributes, ...opened } };
    });
    return { ...resource, instances };
  });
  return { ...state, serial: state.serial + 1, resources };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
