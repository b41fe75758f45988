import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stackName } from '@bulkhead/naming';
import { heldBy } from '@bulkhead/policy/stateful-types';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** A resource that is destroyed with a stack. */
export interface DoomedResource {
  /** Terraform address or CloudFormation logical id. */
  readonly resource: string;
  /** Terraform or CloudFormation type. */
  readonly type: string;
  /** Whether the resource is protected from deletion. @default false */
  readonly isProtected?: boolean;
}

/** The files that an engine needs to destroy a stack without code, and the resources that it would destroy. */
export interface CodelessStack {
  readonly synthesized: Synthesized;
  readonly resources: readonly DoomedResource[];
}

/**
 * Writes the files that an engine needs to destroy a stack without its code, to `dist/orphans`.
 *
 * @param providers regions of the further providers of a Terraform stack, by alias, as recorded
 * @throws Refusal of `writeCodelessConfiguration`
 */
export async function codelessStack(
  run: Pick<Run, 'workspaceRoot' | 'environment'>,
  instance: StackInstance,
  providers: Readonly<Record<string, string>>,
): Promise<CodelessStack> {
  const { app, stack, role, region, engine } = instance;
  const directory = join(run.workspaceRoot, 'dist/orphans', run.environment.name, role, app, stack);
  rmSync(directory, { recursive: true, force: true });
  const common = {
    app,
    stack,
    role,
    region,
    engine,
    omitted: [],
    suppressions: [],
    publishes: [],
    consumes: [],
  };
  return engine === 'cdk'
    ? ofCloudFormation(run, instance, { ...common, directory })
    : ofTerraform(run, instance, { ...common, directory }, providers);
}

type Common = Omit<Synthesized, 'template'>;

async function ofTerraform(
  { workspaceRoot, environment }: Pick<Run, 'workspaceRoot' | 'environment'>,
  instance: StackInstance,
  common: Common,
  providers: Readonly<Record<string, string>>,
): Promise<CodelessStack> {
  const [{ writeCodelessConfiguration }, { stateText }, { resourcesInState }, { configurationFile }] =
    await Promise.all([
      import('../engines/terraform/codeless-configuration.js'),
      import('../engines/terraform/state-keeper.js'),
      import('../engines/terraform/state-file.js'),
      import('../engines/terraform/configuration-file.js'),
    ]);
  const place = { workspaceRoot, environment, region: instance.region };
  const text = await stateText(place, instance);
  const known = text === undefined ? [] : resourcesInState(text);
  writeCodelessConfiguration(place, instance, known, providers, common.directory);
  const resources = known
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ type, name, instances }) =>
      instances.map(({ attributes }) => ({
        resource: `${type}.${name}`,
        type,
        isProtected: guards.some((guard) => attributes?.[guard] === true),
      })),
    );
  return { synthesized: { ...common, template: configurationFile }, resources };
}

/** The attributes that protect a resource from deletion, for every type of the provider that has one. */
const guards = [
  'deletion_protection',
  'deletion_protection_enabled',
  'enable_deletion_protection',
  'disable_api_termination',
];

async function ofCloudFormation(
  { environment }: Pick<Run, 'environment'>,
  instance: StackInstance,
  common: Common,
): Promise<CodelessStack> {
  const [{ writeCodelessAssembly, codelessTemplate }, { deployedTemplate, isTerminationProtected }] =
    await Promise.all([
      import('../engines/cdk/codeless-assembly.js'),
      import('../engines/cdk/deployed-stack.js'),
    ]);
  const { app, stack, region } = instance;
  const { account } = environment;
  const name = stackName({ environment: environment.name, region, account }, app, stack);
  writeCodelessAssembly({ name, account, region }, common.directory);
  const synthesized = { ...common, name, template: codelessTemplate };
  const [deployed, isProtected] = await Promise.all([
    deployedTemplate({ instance, synthesized }),
    isTerminationProtected({ instance, synthesized }),
  ]);
  const resources: DoomedResource[] = Object.entries(deployed?.Resources ?? {})
    // Retained resources stay without the stack.
    .filter(([, { DeletionPolicy }]) => !DeletionPolicy?.startsWith('Retain'))
    .map(([resource, { Type }]) => ({ resource, type: Type }));
  const itself = { resource: name, type: 'AWS::CloudFormation::Stack', isProtected };
  return { synthesized, resources: [itself, ...resources] };
}

/** The given resources that hold something that would be lost for good, in words. */
export function lossesAmong(resources: readonly DoomedResource[]): { resource: string; text: string }[] {
  return resources.flatMap(({ resource, type }) => {
    const holds = heldBy(type);
    return holds === undefined ? [] : [{ resource, text: `${resource} (${type}: ${holds})` }];
  });
}
