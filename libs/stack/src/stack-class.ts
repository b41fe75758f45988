import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BulkheadError } from '@bulkhead/errors';
import { type StackContext } from './stack-context';

/** The stack classes of an app by stack name. Only the requested one is loaded. */
export type Stacks<StackClass> = Readonly<Record<string, () => Promise<StackClass>>>;

/** The arguments with which an app calls the adapter of an engine: in `main.ts`, or in the entry of that engine. */
export interface Entry<StackClass> {
  /** Folder of the compiled entry. */
  readonly entryDirectory: string;
  /** The engine of the adapter that the entry calls. */
  readonly engine: StackContext['engine'];
  readonly stacks: Stacks<StackClass>;
}

/**
 * The class of the requested stack.
 *
 * @throws BulkheadError `WrongEngine` if the manifest names another engine than the entry, `UnknownStack` if the entry
 * does not build the stack, and `MissingStackClass` if the entry loads a missing file or class
 */
export async function stackClassOf<StackClass>(
  context: StackContext,
  { entryDirectory, engine, stacks }: Entry<StackClass>,
): Promise<StackClass> {
  const { app, stack } = context;
  const ofEngine = join(entryDirectory, `${context.engine}-stacks.js`);
  // Of an app with both engines, `main.ts` loads the entry of the engine that the manifest names.
  const hasBoth = existsSync(ofEngine);
  const file = hasBoth ? ofEngine : join(entryDirectory, 'main.js');
  const entry = `apps/${app}/src/${basename(file, '.js')}.ts`;
  if (context.engine !== engine) {
    const otherImport = `import synthesizeApp of @bulkhead/${context.engine} in ${entry}`;
    throw new BulkheadError(
      'WrongEngine',
      `apps/${app}/project.json says that stack "${stack}" is of engine ${context.engine}, but ${entry} builds it with ${engine}.`,
      {
        next: hasBoth
          ? otherImport
          : `in apps/${app}/project.json, metadata.stacks.${stack}: "engine": "${engine}"; or ${otherImport}`,
      },
    );
  }
  const load = Object.hasOwn(stacks, stack) ? stacks[stack] : undefined;
  const line = `'${stack}': async () => (await import('./${stack}-stack.js')).${classNameOf(stack)},`;
  if (!load) {
    const other = context.engine === 'cdk' ? 'cdktf' : 'cdk';
    const otherEngine = `if apps/${app}/src/${other}-stacks.ts builds it, in apps/${app}/project.json, metadata.stacks.${stack}: "engine": "${other}"`;
    throw new BulkheadError('UnknownStack', `${entry} does not build stack "${stack}".`, {
      next: `${hasBoth ? `${otherEngine}; if not, ` : ''}add to ${entry}: ${line}`,
    });
  }
  const missing = (why: string, cause?: unknown) =>
    new BulkheadError('MissingStackClass', `${entry} loads no class for stack "${stack}": ${why}.`, {
      next: `write export class ${classNameOf(stack)} extends BulkheadStack in apps/${app}/src/${stack}-stack.ts, with this line in ${entry}: ${line}`,
      cause,
    });
  const loaded = await load().catch((cause: unknown) => {
    if (!isMissingInFile(cause, file)) throw cause;
    throw missing(cause.message.split('\n')[0] ?? cause.message, cause);
  });
  if (typeof loaded === 'function') return loaded;
  throw missing('what it imports does not export that class');
}

/** `object-processing` as `ObjectProcessingStack`. */
function classNameOf(stack: string): string {
  return `${stack.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Stack`;
}

/**
 * True if a file that the entry itself imports is missing. If a stack imports a missing file, the stack has a defect.
 */
function isMissingInFile(cause: unknown, file: string): cause is Error {
  const { code, requireStack } = cause as {
    readonly code?: string;
    readonly requireStack?: readonly string[];
  };
  return code === 'MODULE_NOT_FOUND' && requireStack?.[0] === file;
}
