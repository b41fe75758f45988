import type { CloudFormationClient, Parameter } from '@aws-sdk/client-cloudformation';
import { type EngineRequest } from '../engine';
import { describeStack, withCloudFormation } from './described-stack';
import { type StackStanding } from './stack-standing';
import { readTemplateOf, type StackTemplate } from './stack-template';

/** The deployed version of a stack. */
export interface DeployedStack {
  readonly template: StackTemplate;
  /**
   * Values of the template's parameters by name. A parameter of an SSM type has the value that was resolved at the
   * deploy.
   */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Identifies a stack. */
interface StackOfRequest extends Pick<EngineRequest, 'instance'> {
  readonly synthesized: Pick<EngineRequest['synthesized'], 'name'>;
}

/** The template that CloudFormation has of a stack; undefined if there is no such stack. */
export async function deployedTemplate({
  instance,
  synthesized,
}: StackOfRequest): Promise<StackTemplate | undefined> {
  return withCloudFormation(instance.region, async (client) => {
    const found = await describeStack(client, synthesized.name ?? '');
    return found && readTemplateOf(client, found.id);
  });
}

/** Whether CloudFormation refuses to delete a stack. */
export async function isTerminationProtected({ instance, synthesized }: StackOfRequest): Promise<boolean> {
  return withCloudFormation(instance.region, async (client) => {
    const found = await describeStack(client, synthesized.name ?? '');
    return found?.stack.EnableTerminationProtection ?? false;
  });
}

/**
 * The deployed version of a stack; undefined if CloudFormation has no stack of the name, or only its name and the
 * leftovers of a failed creation: CloudFormation keeps the template of such a stack, too.
 */
export async function deployedOf(
  client: CloudFormationClient,
  { stack, ways }: StackStanding,
): Promise<DeployedStack | undefined> {
  if (!stack || ways.diff === 'all-new') return undefined;
  const template = await readTemplateOf(client, stack.id);
  return { template, parameters: valuesOf(stack.stack.Parameters ?? []) };
}

/**
 * Values of the parameters of a stack by name. A parameter of an SSM type has the value that was resolved at the
 * deploy.
 */
export function valuesOf(parameters: readonly Parameter[]): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ ParameterKey = '', ParameterValue = '', ResolvedValue }) => [
      ParameterKey,
      // For a parameter of an SSM type, AWS returns the path and the resolved value; the emulator returns only the
      // value.
      ResolvedValue ?? joinedList(ParameterValue),
    ]),
  );
}

/** The emulator prints a list as `['a', 'b']`, where AWS has `a,b`. */
function joinedList(value: string): string {
  const items = /^\[('.*')\]$/.exec(value)?.[1];
  return items === undefined ? value : items.slice(1, -1).split("', '").join(',');
}
