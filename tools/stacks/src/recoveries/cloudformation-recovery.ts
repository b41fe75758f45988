import { Refusal } from '@bulkhead/errors';
import { requireOwnStack } from '../engines/cdk/own-stack';
import { ownedResources } from '../engines/owned-resources';
import { type LostStack, type PlannedRecovery } from './planned-recovery';

/**
 * Brings a CloudFormation stack and its record back into agreement. A stack that was made again under the same name is
 * taken if it carries the right tags. A stack that is gone is forgotten if the user says so. CloudFormation itself
 * brings nothing back.
 */
export async function cloudFormationRecovery(lost: LostStack): Promise<PlannedRecovery> {
  const { place, instance, found, options, command } = lost;
  if (found.is === 'kept' && found.state.type === 'cloudformation') {
    const { stackId } = found.state;
    return {
      choice: [stackId],
      does: `takes ${stackId} for the stack, if it carries its tags`,
      async carryOut() {
        await requireOwnStack(lost.place, lost.instance, stackId);
        return { done: `took ${stackId} for the stack`, exact: false };
      },
    };
  }
  // The list only helps a person to decide, so a missing permission or a silent region is no obstacle.
  const left = await ownedResources(place, instance).catch((error: unknown) => error as Error);
  return {
    choice: left instanceof Error ? [] : left.map((arn) => `${arn} carries its tags still`),
    does: options.forget
      ? 'forgets the record, so that the next deploy makes the stack anew'
      : 'nothing: without the stack, CloudFormation brings nothing back',
    async carryOut() {
      if (options.forget)
        return { done: 'forgot the record of a stack that is gone', exact: false, gone: true };
      throw new Refusal(
        'StackGone',
        [
          `CloudFormation has no stack of ${instance.id} in ${instance.region} any more, and brings none back.`,
          ...whatIsLeft(left),
          'Once it is forgotten, the next deploy makes it anew.',
        ].join('\n'),
        { next: `${command} --forget` },
      );
    },
  };
}

/** In words, one line for each. */
function whatIsLeft(left: readonly string[] | Error): string[] {
  const save = 'Save what is needed of it: a stack that is made anew does not know it.';
  if (left instanceof Error)
    return [`What was retained of it carries its tags still; AWS does not list it: ${left.message}. ${save}`];
  if (left.length === 0) return ['Nothing carries its tags any more.'];
  return [
    `This carries its tags still, as what was retained does. ${save}`,
    ...left.map((arn) => `  ${arn}`),
  ];
}
