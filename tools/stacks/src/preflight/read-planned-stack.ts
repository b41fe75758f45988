import { readStack } from '@bulkhead/policy/read-stack';
import { describeStack, withCloudFormation } from '../engines/cdk/described-stack';
import { stackResources } from '../engines/cdk/stack-resources';
import { readTemplateOf } from '../engines/cdk/stack-template';
import { stateText } from '../engines/terraform/state-keeper';
import { type Run } from '../run/run';
import { readSynthIndexEntry } from '../synthesis/synth-index';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';
import { nothing, type PlannedStack, type Standing } from './planned-stack';

/**
 * Reads what would be deployed.
 *
 * @param isRecorded true for a stack that was deployed before, at least in part
 */
export function readPlannedStack(
  run: Pick<Run, 'workspaceRoot' | 'environment'>,
  instance: StackInstance,
  synthesized: Synthesized,
  isRecorded: boolean,
): PlannedStack {
  const entry = readSynthIndexEntry(run.workspaceRoot, synthesized.directory);
  const { resources } = readStack(entry, run.workspaceRoot);
  let found: Promise<Standing> | undefined;
  const standing = () =>
    (found ??= isRecorded ? standingOf(run, instance, synthesized) : Promise.resolve(nothing));
  return { instance, synthesized, resources, standing };
}

async function standingOf(
  { workspaceRoot, environment }: Pick<Run, 'workspaceRoot' | 'environment'>,
  instance: StackInstance,
  { name = '' }: Synthesized,
): Promise<Standing> {
  const { region, engine } = instance;
  return engine === 'cdk'
    ? ofCloudFormation(region, name)
    : ofTerraform(await stateText({ workspaceRoot, environment, region }, instance));
}

async function ofCloudFormation(region: string, name: string): Promise<Standing> {
  return withCloudFormation(region, async (client) => {
    const stack = await describeStack(client, name);
    if (!stack) return nothing;
    const [resources, template] = await Promise.all([
      stackResources(client, stack.id),
      readTemplateOf(client, stack.id),
    ]);
    const types = resources
      .filter(({ ResourceStatus = '' }) => !/^(DELETE_COMPLETE|CREATE_FAILED)$/.test(ResourceStatus))
      .map(({ ResourceType = '' }) => ResourceType);
    return { counts: counted(types), has: holding(JSON.stringify(template)) };
  });
}

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly instances?: readonly unknown[];
}

function ofTerraform(text: string | undefined): Standing {
  if (text === undefined) return nothing;
  const { resources = [] } = JSON.parse(text) as { readonly resources?: readonly StateResource[] };
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const types = managed.flatMap(({ type, instances = [] }) => instances.map(() => type));
  return { counts: counted(types), has: holding(JSON.stringify(managed)) };
}

function counted(types: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

function holding(json: string): Standing['has'] {
  return (value) => json.includes(JSON.stringify(value));
}
