import type { CloudFormationClient, Parameter } from '@aws-sdk/client-cloudformation';
import { clientSettings } from '../../retries/client-settings';
import { type EngineRequest } from '../engine';
import { type StackTemplate } from './stack-template';

/** What CloudFormation has of a stack. */
export interface DeployedStack {
  readonly template: StackTemplate;
  /** Values of the template's parameters by name, those of an SSM type resolved as they were when it was deployed. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The template that CloudFormation has of a stack, or undefined where it has no such stack. */
export async function deployedTemplate(request: EngineRequest): Promise<StackTemplate | undefined> {
  return ofStack(request, readDeployedTemplate);
}

/**
 * The stack that CloudFormation has, or undefined where it has none of the name, or none but its name: of a stack that
 * was never created, or whose creation was rolled back, it keeps the template.
 */
export async function deployedStack(request: EngineRequest): Promise<DeployedStack | undefined> {
  return ofStack(request, async (client, name) => {
    const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const [template, { Stacks: [stack] = [] }] = await Promise.all([
      readDeployedTemplate(client, name),
      client.send(new DescribeStacksCommand({ StackName: name })),
    ]);
    const isEmpty = ['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'].includes(stack?.StackStatus ?? '');
    return isEmpty ? undefined : { template, parameters: valuesOf(stack?.Parameters ?? []) };
  });
}

async function readDeployedTemplate(client: CloudFormationClient, name: string): Promise<StackTemplate> {
  const { GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  // CDK writes JSON; the original is what a new template can be compared with.
  const { TemplateBody = '{}' } = await client.send(
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
  );
  return JSON.parse(TemplateBody) as StackTemplate;
}

/** Values of the parameters of a stack by name, those of an SSM type resolved as they were when it was deployed. */
export function valuesOf(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ ParameterKey = '', ParameterValue = '', ResolvedValue }) => [
      ParameterKey,
      // For a parameter of an SSM type AWS gives the path and the value beside it, the emulator only the value.
      ResolvedValue ?? joinedList(ParameterValue),
    ]),
  );
}

/** The emulator prints a list as `['a', 'b']`, where AWS has `a,b`. */
function joinedList(value: string): string {
  const items = /^\[('.*')\]$/.exec(value)?.[1];
  return items === undefined ? value : items.slice(1, -1).split("', '").join(',');
}

async function ofStack<T>(
  { instance, synthesized }: EngineRequest,
  read: (client: CloudFormationClient, name: string) => Promise<T>,
): Promise<T | undefined> {
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(await clientSettings(instance.region));
  try {
    return await read(client, synthesized.name ?? '');
  } catch (error) {
    if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message))
      return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
