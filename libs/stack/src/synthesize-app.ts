import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironment } from '@bulkhead/config';
import { BulkheadError } from '@bulkhead/errors';
import { canonicalJson } from './canonical-json';
import { manifestLabel, readManifest } from './read-manifest';
import { type ParameterUse, StackContext } from './stack-context';
import { type Suppression } from './suppression';
import { type Entry, stackClassOf, type Stacks } from './stack-class';
import { answering } from './synth-reply';
import { readSynthRequest, type SynthRequest } from './synth-request';

/** Name of the file beside a template that describes the stack for the tools. */
export const stackFile = 'stack.json';

/** Name of the file beside a template, if any, with the complete stack: nothing is left out for the emulator. */
export const completeFile = 'complete.json';

/**
 * A resource, or one of its properties, that a stack leaves out because the emulator does not support it through its
 * whole life.
 */
export interface OmittedResource {
  /** Address, followed by a dot and the property. */
  readonly resource: string;
  /** Its type, if the address does not begin with it, followed by a dot and the property: `AWS::KMS::Key.Tags`. */
  readonly type?: string;
  readonly reason: string;
  /** Ids of the requirements that the emulator therefore cannot show. */
  readonly rows: readonly string[];
}

/** The content of `stack.json`: one synthesized stack. */
export interface SynthesizedStack {
  readonly app: string;
  readonly stack: string;
  readonly engine: 'cdk' | 'cdktf';
  readonly role: 'primary' | 'dr' | 'global';
  readonly region: string;
  /** File name of the template, in the same folder. */
  readonly template: string;
  /** File name of the complete template, which the policy judges. @default `template` is complete */
  readonly complete?: string;
  /** Name of the stack in the engine, if it has one: the name of the CloudFormation stack. */
  readonly name?: string;
  readonly omitted: readonly OmittedResource[];
  /** The suppressed policy rules of its resources. */
  readonly suppressions: readonly Suppression[];
  readonly publishes: readonly ParameterUse[];
  readonly consumes: readonly ParameterUse[];
}

/** Builds one stack into a folder. Returns the values that only the engine knows. */
export type Synthesize<StackClass> = (
  Stack: StackClass,
  context: StackContext,
  directory: string,
) => Pick<SynthesizedStack, 'template' | 'complete' | 'name' | 'omitted'>;

/**
 * Runs an app's entry: reads the request, builds the requested stack with the engine's adapter, and writes `stack.json`
 * beside its template. A failure is sent to the tool, or printed, with exit code 1.
 *
 * @param entryDirectory folder of the compiled entry; the manifest is in the folder above
 * @param engine engine of the adapter
 */
export async function synthesizeApp<StackClass>(
  entryDirectory: string,
  engine: StackContext['engine'],
  stacks: Stacks<StackClass>,
  synthesize: Synthesize<StackClass>,
): Promise<void> {
  await answering(async () => {
    await answer(readSynthRequest(), { entryDirectory, engine, stacks }, synthesize);
    return { done: true };
  });
}

async function answer<StackClass>(
  request: SynthRequest,
  entry: Entry<StackClass>,
  synthesize: Synthesize<StackClass>,
): Promise<void> {
  const context = openContext(request, join(entry.entryDirectory, '..'));
  const built = synthesize(await stackClassOf(context, entry), context, request.directory);
  context.requireEverythingDeclaredUsed();
  const { app, stack, engine, role, region, exchanged } = context;
  const isJudged = ({ resource }: Suppression) =>
    built.complete !== undefined || built.omitted.every((omission) => omission.resource !== resource);
  const suppressions = context.suppressions.filter(isJudged);
  const synthesized: SynthesizedStack = {
    app,
    stack,
    engine,
    role,
    region,
    ...built,
    suppressions,
    ...exchanged,
  };
  writeFileSync(join(request.directory, stackFile), canonicalJson(synthesized));
}

function openContext(request: SynthRequest, projectDirectory: string): StackContext {
  const manifest = readManifest(projectDirectory);
  if (!manifest) {
    const label = manifestLabel(projectDirectory);
    throw new BulkheadError('NotAnApp', `${label} declares no stacks.`, {
      next: `add metadata.stacks to ${label}`,
    });
  }
  const environment = loadEnvironment(request.environment, request.workingDirectory);
  return new StackContext(environment, manifest, request.stack, request.role);
}
