import type { CloudFormationClient, Parameter } from '@aws-sdk/client-cloudformation';
import { type StackStanding } from './stack-standing';
import { readTemplateOf, type StackTemplate } from './stack-template';

/** What CloudFormation has of a stack. */
export interface DeployedStack {
  readonly template: StackTemplate;
  /** Values of the template's parameters by name, those of an SSM type resolved as they were when it was deployed. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * What CloudFormation has deployed of a stack that stands so; undefined where it has no stack of the name, or none but
 * its name and what a creation that failed has left of it: of such a one it keeps the template.
 */
export async function deployedOf(
  client: CloudFormationClient,
  { stack, ways }: StackStanding,
): Promise<DeployedStack | undefined> {
  if (!stack || ways.diff === 'all-new') return undefined;
  const template = await readTemplateOf(client, stack.id);
  return { template, parameters: valuesOf(stack.stack.Parameters ?? []) };
}

function valuesOf(parameters: readonly Parameter[]): Record<string, string> {
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
