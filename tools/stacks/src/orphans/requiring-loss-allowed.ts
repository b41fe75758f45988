import { Refusal, shellQuoted } from '@bulkhead/errors';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type CodelessStack, lossesAmong } from './codeless-stack';

/** A stack to be destroyed without its code, with what its engine keeps of it. */
interface LookedAt {
  readonly instance: StackInstance;
  readonly codeless: CodelessStack;
}

/**
 * Checks that every loss that matters was named, and that AWS would allow the deletion.
 *
 * @throws Refusal `StatefulDestruction` or `OrphanProtected`
 * @emulator What an orphan loses need not be named.
 */
export function requireLossAllowed(
  run: Pick<Run, 'environment' | 'options'>,
  found: readonly LookedAt[],
): void {
  const option = environmentOption(run);
  const guarded = found.flatMap(({ instance, codeless }) =>
    codeless.resources
      .filter(({ isProtected }) => isProtected)
      .map(({ resource }) => ({ instance, resource })),
  );
  if (guarded.length > 0) {
    throw new Refusal(
      'OrphanProtected',
      [
        'What would be destroyed was deployed while it was protected, and AWS would not delete it:',
        ...guarded.map(({ instance, resource }) => `  ${resource} of ${instance.id}`),
        'Nothing was touched.',
      ].join('\n'),
      {
        next: `put it back into the configuration and deploy it with "protected": false; then take it out again and: npx nx run-many -t destroy ${option} --orphans`,
      },
    );
  }
  if (run.environment.target === 'emulator') return;
  const { allowDestroy = [] } = run.options;
  const lost = found.flatMap(({ instance, codeless }) =>
    lossesAmong(codeless.resources)
      .filter(({ resource }) => !allowDestroy.includes(resource))
      .map(({ resource, text }) => ({ resource, line: `  ${instance.id}: ${text}` })),
  );
  if (lost.length === 0) return;
  const named = [...new Set([...allowDestroy, ...lost.map(({ resource }) => resource)])];
  const ids = found.map(({ instance }) => instance.id);
  throw new Refusal(
    'StatefulDestruction',
    ['Stateful resources would be lost. Nothing was touched:', ...lost.map(({ line }) => line)].join('\n'),
    {
      next: `if that is what you want: npx nx run-many -t destroy ${option} --orphans=${ids.join(',')} --allowDestroy=${shellQuoted(named.join(','))}`,
    },
  );
}
