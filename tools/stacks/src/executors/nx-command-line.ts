import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOverrides } from 'nx/src/utils/command-line-utils';
import { combineOptionsForExecutor } from 'nx/src/utils/params';
import { type Command } from './verb-options';

const project = join(__dirname, '../..');

const { executors } = JSON.parse(readFileSync(join(project, 'executors.json'), 'utf8')) as {
  executors: Record<string, { schema: string }>;
};

/** The schema of a command, as Nx reads it. */
export function schemaOf(command: Command): { properties: Record<string, { description: string }> } {
  const { schema = '' } = executors[command] ?? {};
  return JSON.parse(readFileSync(join(project, schema), 'utf8')) as ReturnType<typeof schemaOf>;
}

/**
 * What Nx hands to a command for the words behind its target, by Nx's own code.
 *
 * @param defaults the options that the target has. @default the environment `local`
 * @throws what Nx throws, which in a batch is an unhandled rejection
 */
export function optionsByNx(
  command: Command,
  words: readonly string[],
  defaults: object = { environment: 'local' },
): Record<string, unknown> {
  return combineOptionsForExecutor(
    createOverrides([...words]),
    '',
    { executor: `@bulkhead/stacks:${command}`, options: defaults },
    schemaOf(command) as Parameters<typeof combineOptionsForExecutor>[3],
    null,
    project,
  ) as Record<string, unknown>;
}
