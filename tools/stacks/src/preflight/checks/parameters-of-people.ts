import { valueProblem } from '@bulkhead/contracts';
import { parameterKey } from '@bulkhead/stack';
import { publisherOf } from '../../workspace/stack-instance';
import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { eachKnown } from './each-known';

/**
 * A parameter that no stack of the environment publishes has to be written by a person, such as the ARN of a
 * certificate. No deploy produces it, so waiting for earlier stacks is useless.
 */
export const parametersOfPeople: Check = {
  name: 'parameters',
  targets: ['aws', 'emulator'],
  find: (scene) =>
    eachKnown(
      scene.stacks,
      ({ instance }) => `the parameters that ${instance.id} reads and no stack publishes`,
      (stack) => missingOf(stack, scene),
    ),
};

async function missingOf(
  { instance, synthesized: { consumes } }: PlannedStack,
  { instances, valuesOf }: Pick<Scene, 'instances' | 'valuesOf'>,
): Promise<Found> {
  const uses = consumes.filter((use) => !publisherOf(instance, use, instances));
  const values = await valuesOf(instance, uses.map(parameterKey));
  const findings = uses.flatMap((use) => {
    const key = parameterKey(use);
    const problem = problemOf(use, values.get(key));
    if (!problem) return [];
    const next =
      use.origin ?? `edit: a stack that publishes "${use.contract}", or ${instance.app}, which reads it`;
    return [
      { stacks: [instance.id], problem: `parameter ${key} ${problem}, and no stack publishes it`, next },
    ];
  });
  return { findings, notes: [] };
}

type Use = Parameters<typeof parameterKey>[0] & {
  readonly kind: 'string' | 'list';
  readonly pattern: string;
  readonly length?: number;
};

function problemOf({ kind, pattern, length }: Use, value: string | undefined): string | undefined {
  if (value === undefined) return 'does not exist';
  return valueProblem({ kind, pattern: new RegExp(pattern) }, value, length);
}
