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

/** The inputs for taking over a renamed stack. */
export interface TakingOver {
  readonly run: Pick<Run, 'workspaceRoot' | 'environment' | 'options' | 'instances'>;
  readonly state: DeployedState;
  readonly locks: StackLocks;
  readonly agreement: StateAgreement;
}

/**
 * Checks that what stands under a former name can become the stack.
 *
 * @throws Refusal `SeveralSuccessors` if the manifests give it two new names, `StackCannotBeRenamed` for a
 * CloudFormation stack, with the way that keeps its resources, or why the record cannot be read, `UnfinishedRename` if
 * its last deploy did not end well
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
 * Resources of a killed deploy that its state does not know are found by their tags, which have the former name. Under
 * the new name nobody would look for them, and they would be created a second time.
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
 * Moves what stands under a former name to the stack: its Terraform state, then its record. After each step the next
 * run can continue, and at any time at least one of the names knows the stack. No resource is touched.
 *
 * @throws Refusal `StateMismatch` if the state under the former name does not agree with its record, `NameTaken` if the
 * stack already keeps something else, `StackLocked`
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
      // The record goes last: without a record, nobody could tell that the state belongs to the stack.
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

/** A stack under its former name. */
export function formerInstance(instance: StackInstance, { of: { app, stack, role } }: Orphan): StackInstance {
  return { ...instance, id: stackId({ app, stack, role }), app, stack };
}

/** Whether a killed run has already copied the state, so that the state under the new name counts. */
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
