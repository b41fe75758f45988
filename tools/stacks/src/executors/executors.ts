import { type ExecutorContext, type TaskGraph } from '@nx/devkit';
import { type Verb } from '../plugin/verbs';
import { type RunOptions } from '../run/run';
import { type Action, runBatch, runSingle } from './batch';

/** Loads the code of one verb only. */
const actions: Record<Verb, () => Promise<Action>> = {
  synth: async () => (await import('../actions/synth.js')).synth,
  validate: async () => (await import('../actions/validate.js')).validate,
  diff: async () => (await import('../actions/diff.js')).diff,
  drift: async () => (await import('../actions/drift.js')).drift,
  deploy: async () => (await import('../actions/deploy.js')).deploy,
  destroy: async () => (await import('../actions/destroy.js')).destroy,
  recover: async () => (await import('../actions/recover.js')).recover,
};

/** Verbs for which the order of stacks matters, or that write one file about all stacks. */
const ordered: readonly Verb[] = ['diff', 'deploy', 'destroy'];

function executorsOf(verb: Verb) {
  return {
    single: async (options: RunOptions, context: ExecutorContext) =>
      runSingle(verb, await actions[verb](), ordered.includes(verb), options, context),
    batch: async (
      graph: TaskGraph,
      inputs: Record<string, RunOptions>,
      _: RunOptions,
      context: ExecutorContext,
    ) => runBatch(verb, await actions[verb](), graph.tasks, inputs, context),
  };
}

export const { single: synth, batch: synthBatch } = executorsOf('synth');
export const { single: validate, batch: validateBatch } = executorsOf('validate');
export const { single: diff, batch: diffBatch } = executorsOf('diff');
export const { single: drift, batch: driftBatch } = executorsOf('drift');
export const { single: deploy, batch: deployBatch } = executorsOf('deploy');
export const { single: destroy, batch: destroyBatch } = executorsOf('destroy');
export const { single: recover, batch: recoverBatch } = executorsOf('recover');
