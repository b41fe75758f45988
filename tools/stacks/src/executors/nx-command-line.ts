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
 * The options that Nx passes to a command for the words behind its target, found by Nx's own code.
 *
 * @param defaults the options of the target. @default the environment `local`
 * @throws whatever Nx throws; in a batch that is an unhandled rejection
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
