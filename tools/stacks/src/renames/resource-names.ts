import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackName } from '@bulkhead/naming';
import { type Run } from '../run/run';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/** Terraform addresses, or CloudFormation logical ids, in a synthesized stack. */
export function synthesizedResources(
  engine: StackInstance['engine'],
  { directory, template }: Pick<Synthesized, 'directory' | 'template'>,
): string[] {
  const file = join(directory, template ?? '');
  if (!template || !existsSync(file)) return [];
  const { resource = {}, Resources = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    resource?: Record<string, object>;
    Resources?: object;
  };
  if (engine === 'cdk') return Object.keys(Resources);
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${type}.${name}`),
  );
}

/** The same in the state of a stack, whatever its code. Empty if there is no readable state. */
export async function keptResources(
  { workspaceRoot, environment }: Pick<Run, 'workspaceRoot' | 'environment'>,
  instance: StackInstance,
): Promise<string[]> {
  const { app, stack, region, engine } = instance;
  if (engine === 'cdk') {
    const { deployedTemplate } = await import('../engines/cdk/deployed-stack.js');
    const name = stackName(
      { environment: environment.name, region, account: environment.account },
      app,
      stack,
    );
    const deployed = await deployedTemplate({ instance, synthesized: { name } });
    return Object.keys(deployed?.Resources ?? {});
  }
  const [{ stateText }, { resourcesInState }] = await Promise.all([
    import('../engines/terraform/state-keeper.js'),
    import('../engines/terraform/state-file.js'),
  ]);
  const text = await stateText({ workspaceRoot, environment, region }, instance);
  if (text === undefined) return [];
  const managed = resourcesInState(text).filter(({ mode }) => mode === 'managed');
  return managed.map(({ type, name }) => `${type}.${name}`);
}
