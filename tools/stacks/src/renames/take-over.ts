import { Refusal } from '@bulkhead/errors';
import { stackId } from '@bulkhead/stack/stack-id';
import { copyState, removeState } from '../engines/terraform/state-keeper';
import { type FoundState } from '../engines/engine-state';
import { type StackLocks } from '../locks/stack-locks';
import { requireAgreement } from '../orphans/agreeing-orphan';
import { canBecome } from '../orphans/standing';
import { type DeployedState } from '../records/deployed-state';
import { type Orphan } from '../records/known-records';
import { type DeployRecord } from '../records/record';
import { type StateAgreement } from '../records/state-agreement';
import { type Run } from '../run/run';
import { environmentOption } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';

/** What a stack that was renamed is taken over with. */
export interface TakingOver {
  readonly run: Pick<Run, 'workspaceRoot' | 'environment' | 'options' | 'instances'>;
  readonly state: DeployedState;
  readonly locks: StackLocks;
  readonly agreement: StateAgreement;
}

/**
 * Checks that what stands under a former name can become the stack.
 *
 * @throws Refusal `SeveralSuccessors` where the manifests give it two new names, `StackCannotBeRenamed` for a CloudFormation stack, with the way that keeps its resources, or why the
 * record cannot be read, `UnfinishedRename` where its last deploy did not end well
 */
export function requireMovable(
  { run }: Pick<TakingOver, 'run'>,
  instance: StackInstance,
  former: Orphan,
): void {
  const was = formerInstance(instance, former);
  requireOneSuccessor(instance, was, run.instances);
  if (!canBecome(instance, former)) {
    throw new Refusal(
      'StackCannotBeRenamed',
      [
        `${instance.id} is what was ${was.id}, and CloudFormation cannot rename a stack. Nothing was touched.`,
        'Its resources can be moved to a stack of the new name by a stack refactoring:',
        '  1. aws cloudformation create-stack-refactor --enable-stack-creation, with the template of each stack as it shall be;',
        '  2. aws cloudformation execute-stack-refactor;',
        '  3. deploy the stack under its new name, then destroy what is left of the old one, with --orphans.',
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html',
      ].join('\n'),
      {
        next: `take the new name back in the manifest; or, where nothing in it has to be kept: npx nx run-many -t destroy ${environmentOption(run)} --orphans=${was.id}`,
      },
    );
  }
  // A stack without a record is moved with its state alone.
  if (former.record instanceof Refusal && former.record.code !== 'UnrecordedStack') throw former.record;
  if (!(former.record instanceof Refusal)) requireEnded(instance, was, former.record);
}

/**
 * What a deploy made that was killed, and its state does not know, is found by its tags: those of the former name. Under the
 * new one nobody would look for it, and it would be made a second time.
 */
function requireEnded(instance: StackInstance, was: StackInstance, { outcome, at }: DeployRecord): void {
  if (outcome === 'deployed' || outcome === 'destroying') return;
  throw new Refusal(
    'UnfinishedRename',
    `${instance.id} is what was ${was.id}, and the deploy of ${was.id} at ${at} did not end well: what it made need not be in its state. Nothing was touched.`,
    {
      next: `take the new name back in the manifest of ${instance.app}, and deploy; then give it the new name again`,
    },
  );
}

/**
 * Makes what stands under a former name the stack: its Terraform state, then its record. Each step leaves what the next
 * run goes on from, and what stands is at no time known to neither name. No resource is touched.
 *
 * @throws Refusal `StateMismatch` where what is kept under the former name is not what is recorded, `NameTaken` where the
 * stack keeps something else already, `StackLocked`
 */
export async function takeOver(
  { run, state, locks, agreement }: TakingOver,
  instance: StackInstance,
  former: Orphan,
): Promise<void> {
  const was = formerInstance(instance, former);
  const { workspaceRoot, environment } = run;
  const place = { workspaceRoot, environment, region: instance.region };
  await locks.holding(instance, () =>
    locks.holding(was, async () => {
      const before = (await state.record(was)).of(was);
      const now = (await state.record(instance)).of(instance);
      const [from, to] = await Promise.all([agreement.read(was), agreement.read(instance)]);
      if (!isNewer(to, from)) {
        await requireAgreement(agreement, was, before);
        requireFree(instance, was, from, to);
        if (from.is === 'kept') await copyState(place, was, instance);
      }
      if (before && !now) {
        const { role, app, stack } = instance;
        await state.writeRecord(instance, {
          ...before,
          of: { ...before.of, role, app, stack },
          formerly: was.id,
          state: (await agreement.stateOf(instance)) ?? before.state,
        });
      }
      // The record goes last: of a state without one nobody could tell that it is that of the stack.
      await removeState(place, was);
      await state.deleteRecord(was);
      agreement.lookAgain(instance);
    }),
  );
}

function requireOneSuccessor(
  instance: StackInstance,
  was: StackInstance,
  instances: readonly StackInstance[],
): void {
  const name = `${was.app}/${was.stack}`;
  const others = instances.filter(
    ({ id, role, region, formerly = [] }) =>
      id !== instance.id && role === was.role && region === was.region && formerly.includes(name),
  );
  if (others.length === 0) return;
  const [other] = others;
  throw new Refusal(
    'SeveralSuccessors',
    `${instance.id} and ${others.map(({ id }) => id).join(', ')} are each said to be what was ${was.id}. Nothing was touched.`,
    { next: `take "formerly" out of metadata.stacks.${other?.stack} in the manifest of ${other?.app}` },
  );
}

/** A stack as it was called before. */
export function formerInstance(instance: StackInstance, { of: { app, stack, role } }: Orphan): StackInstance {
  return { ...instance, id: stackId({ app, stack, role }), app, stack };
}

/** Whether a run that was killed has come to copy the state, so that what is under the new name is what counts. */
function isNewer(to: FoundState, from: FoundState): boolean {
  if (to.is !== 'kept' || to.state.type !== 'terraform') return false;
  if (from.is === 'missing') return true;
  if (from.is !== 'kept' || from.state.type !== 'terraform') return false;
  return to.state.lineage === from.state.lineage && to.state.serial >= from.state.serial;
}

function requireFree(instance: StackInstance, was: StackInstance, from: FoundState, to: FoundState): void {
  const isFree = to.is === 'missing' || (to.is === 'kept' && to.state.resources === 0);
  if (isFree || from.is !== 'kept') return;
  throw new Refusal(
    'NameTaken',
    `${instance.id} is what was ${was.id}, but its own Terraform state holds something else. Nothing was touched.`,
    { next: `take "formerly" out of metadata.stacks.${instance.stack} in the manifest of ${instance.app}` },
  );
}
