import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { clientSettings } from '../../retries/client-settings';
import { type EngineRequest } from '../engine';
import { type StackTemplate } from './stack-template';

/** The template that CloudFormation has of a stack, or undefined where it has no such stack. */
export async function deployedTemplate(request: EngineRequest): Promise<StackTemplate | undefined> {
  const { CloudFormationClient, GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  const client: CloudFormationClient = new CloudFormationClient(
    await clientSettings(request.instance.region),
  );
  try {
    const { TemplateBody = '{}' } = await client.send(
      // CDK writes JSON; the original is what a new template can be compared with.
      new GetTemplateCommand({ StackName: request.synthesized.name, TemplateStage: 'Original' }),
    );
    return JSON.parse(TemplateBody) as StackTemplate;
  } catch (error) {
    if ((error as Error).name === 'ValidationError' && /does not exist/.test((error as Error).message))
      return undefined;
    throw error;
  } finally {
    client.destroy();
  }
}
