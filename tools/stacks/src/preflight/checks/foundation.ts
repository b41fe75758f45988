import { Refusal } from '@bulkhead/errors';
import { type Check } from '../check';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { type StackInstance } from '../../workspace/stack-instance';
import { eachKnown } from './each-known';

/** The state bucket and CDK's bootstrap stack. On the emulator a deploy creates them itself. */
export const foundationCheck: Check = {
  name: 'foundation',
  targets: ['aws'],
  find: async (scene) => {
    const { findings, notes } = await eachKnown(
      scene.stacks,
      ({ instance }) => `what ${instance.id} stands on`,
      ({ instance }) => lackingOf(instance, scene),
    );
    return { findings: together(findings), notes };
  },
};

/**
 * What one stack lacks. A bucket of another account, or one without read permission, is found as a deploy would find
 * it.
 */
async function lackingOf(
  instance: StackInstance,
  { lacking, environmentOption }: Pick<Scene, 'lacking' | 'environmentOption'>,
): Promise<Found> {
  const stacks = [instance.id];
  try {
    const what = await lacking(instance);
    const next = `npx nx run bulkhead:bootstrap ${environmentOption}`;
    return { findings: what ? [{ stacks, problem: `${what} is missing`, next }] : [], notes: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, next = 'correct what it names' } = error;
    return { findings: [{ stacks, problem: message.replace(/\.$/, ''), next }], notes: [] };
  }
}

/** Merges equal findings. Each has all stacks that it is about. */
function together(findings: Found['findings']): Found['findings'] {
  const found = new Map<string, Found['findings'][number]>();
  for (const finding of findings) {
    const same = found.get(finding.problem);
    found.set(finding.problem, { ...finding, stacks: [...(same?.stacks ?? []), ...finding.stacks] });
  }
  return [...found.values()];
}
