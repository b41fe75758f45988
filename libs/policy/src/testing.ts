import {
  type CloudFormationTemplate,
  readCloudFormation,
  sectionsOf,
} from './cloudformation/read-cloudformation';
import { type PolicyEnvironment } from './model/policy-environment';
import { type PolicyResource } from './model/policy-resource';
import { type PolicyStack } from './model/policy-stack';
import { type Configuration, type Section } from './terraform/configuration';
import { readTerraform } from './terraform/read-terraform';

/** A resource for specs. Its address is its logical id unless `rest` says otherwise. */
export function policyResource(
  logicalId: string,
  type: string,
  properties: PolicyResource['properties'] = {},
  rest: Partial<PolicyResource> = {},
): PolicyResource {
  return { logicalId, address: logicalId, type, properties, folded: [], ...rest };
}

/** A stack for specs: `app/stack@primary` in us-east-1 unless `rest` says otherwise. */
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

/** A stack of CDKTF for specs: what its `cdk.tf.json` says, in the place that `policyStack` gives it. */
export function terraformStack(
  configuration: Configuration,
  rest: Partial<Omit<PolicyStack, 'id'>> = {},
): PolicyStack {
  return policyStack(readTerraform(configuration, rest.consumes), { engine: 'cdktf', ...rest });
}

/** A stack of CDK for specs: what its template says, in the place that `policyStack` gives it. */
export function cloudFormationStack(
  template: CloudFormationTemplate,
  rest: Partial<Omit<PolicyStack, 'id'>> = {},
): PolicyStack {
  return policyStack(readCloudFormation(template), { sections: sectionsOf(template), ...rest });
}

/** An environment for specs: protected and in AWS unless `rest` says otherwise. */
export function policyEnvironment(
  stacks: readonly PolicyStack[],
  rest: Partial<PolicyEnvironment> = {},
): PolicyEnvironment {
  return { name: 'test', account: '111122223333', protected: true, target: 'aws', stacks, ...rest };
}

/** Types and properties by logical id, to compare the definitions of two engines. */
export type Definitions = Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>;

/**
 * The given Terraform resources, by type and local name, in the model.
 *
 * @param rest other sections of the configuration, and the parameters that the stack consumes
 */
export function definedByTerraform(
  resource: Section,
  { consumes, ...rest }: Partial<Configuration> & Pick<Partial<PolicyStack>, 'consumes'> = {},
): Definitions {
  return definitions(readTerraform({ resource, ...rest }, consumes));
}

/** The resources of a template, with its parameters if it has any, in the model. */
export function definedByCloudFormation(
  Resources: CloudFormationTemplate['Resources'],
  Parameters?: CloudFormationTemplate['Parameters'],
): Definitions {
  return definitions(readCloudFormation({ Resources, Parameters }));
}

function definitions(resources: readonly PolicyResource[]): Definitions {
  return Object.fromEntries(
    resources.map(({ logicalId, type, properties }) => [logicalId, { Type: type, Properties: properties }]),
  );
}
