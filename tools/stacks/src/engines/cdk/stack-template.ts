import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { type EngineRequest } from '../engine';

/** The parts of a CloudFormation template that the tool reads. */
export interface StackTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>>;
}

/** The synthesized template of a CDK stack. */
export function readTemplate({ synthesized }: EngineRequest): StackTemplate {
  return JSON.parse(readFileSync(join(synthesized.directory, synthesized.template), 'utf8')) as StackTemplate;
}

/**
 * The template that CloudFormation has of a stack.
 *
 * @param nameOrId for a deleted stack the ARN, which CloudFormation knows for 90 days
 */
export async function readTemplateOf(client: CloudFormationClient, nameOrId: string): Promise<StackTemplate> {
  const { GetTemplateCommand } = await import('@aws-sdk/client-cloudformation');
  // A new template can only be compared with the original one.
  const { TemplateBody = '{}' } = await client.send(
    new GetTemplateCommand({ StackName: nameOrId, TemplateStage: 'Original' }),
  );
  // CDK writes JSON, but YAML for its own bootstrap stack.
  if (TemplateBody.trimStart().startsWith('{')) return JSON.parse(TemplateBody) as StackTemplate;
  const { parse } = await import('yaml');
  return parse(TemplateBody) as StackTemplate;
}

/** Template parameters of an SSM type, with the path that each is resolved from. */
export function parameterPaths(request: EngineRequest): Record<string, string> {
  const entries = Object.entries(readTemplate(request).Parameters ?? {}).flatMap(
    ([name, { Type, Default }]) =>
      Type.startsWith('AWS::SSM::Parameter::Value') && Default ? [[name, Default]] : [],
  );
  return Object.fromEntries(entries);
}
