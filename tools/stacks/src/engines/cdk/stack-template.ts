import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineRequest } from '../engine';

/** What we read of a CloudFormation template. */
export interface StackTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly DeletionPolicy?: string }>>;
}

/** The synthesized template of a CDK stack. */
export function readTemplate({ synthesized }: EngineRequest): StackTemplate {
  return JSON.parse(readFileSync(join(synthesized.directory, synthesized.template), 'utf8')) as StackTemplate;
}

/** Template parameters of an SSM type, with the path that each is resolved from. */
export function parameterPaths(request: EngineRequest): Record<string, string> {
  const entries = Object.entries(readTemplate(request).Parameters ?? {}).flatMap(
    ([name, { Type, Default }]) =>
      Type.startsWith('AWS::SSM::Parameter::Value') && Default ? [[name, Default]] : [],
  );
  return Object.fromEntries(entries);
}
