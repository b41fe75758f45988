import { type PolicyEnvironment } from './model/policy-environment';
import { type PolicyResource } from './model/policy-resource';
import { type PolicyStack } from './model/policy-stack';

/** A resource for specs: its address is its logical id unless the rest says otherwise. */
export function policyResource(
  logicalId: string,
  type: string,
  properties: PolicyResource['properties'] = {},
  rest: Partial<PolicyResource> = {},
): PolicyResource {
  return { logicalId, address: logicalId, type, properties, folded: [], ...rest };
}

/** A stack for specs: `app/stack@primary` in us-east-1 unless the rest says otherwise. */
export function policyStack(
  resources: readonly PolicyResource[],
  rest: Partial<Omit<PolicyStack, 'id'>> = {},
): PolicyStack {
  const place = { app: 'app', stack: 'stack', role: 'primary', ...rest } as const;
  return {
    id: `${place.app}/${place.stack}@${place.role}`,
    region: 'us-east-1',
    engine: 'cdk',
    consumes: [],
    publishes: [],
    source: '',
    resources,
    ...place,
  };
}

/** An environment for specs: protected and in AWS unless the rest says otherwise. */
export function policyEnvironment(
  stacks: readonly PolicyStack[],
  rest: Partial<PolicyEnvironment> = {},
): PolicyEnvironment {
  return { name: 'test', protected: true, target: 'aws', stacks, ...rest };
}
