import { Refusal } from '@bulkhead/errors';
import { type EngineRequest, type ResourceChange } from '../engine';
import { type Adopted } from './recovery/adopt-unrecorded';
import { needsOnlyALook, TerraformFailure } from './terraform-failure';

/**
 * The number of times that one run looks for objects that "already exist". Each look finds everything created so far; a
 * further look is for calls that the next apply had to send twice.
 */
const maxLooks = 3;

/**
 * Applies. If the only failure is that objects already exist, looks whether these objects belong to the stack, adopts
 * them into the state and applies again. AWS and its provider repeat a call whose answer was lost, and the repeated
 * call is told that the object exists: nobody should need to run the command again for that.
 *
 * @param apply applies a request
 * @param adopt adopts the stack's existing objects into the state
 * @throws the error of the last apply, and the owner of the object if the look found one
 */
export async function applyLooking(
  request: EngineRequest,
  apply: (request: EngineRequest) => Promise<unknown>,
  adopt: () => Promise<Adopted>,
): Promise<void> {
  let reviewed: readonly ResourceChange[] = [];
  let asked: EngineRequest = request.reviewed
    ? {
        ...request,
        approve: (changes) => {
          reviewed = changes;
          request.approve?.(changes);
        },
      }
    : request;
  for (let looks = 0; ; looks++) {
    try {
      await apply(asked);
      return;
    } catch (error) {
      if (!needsOnlyALook(error) || looks === maxLooks || request.signal.aborted) throw error;
      request.progress('looks whether the existing objects belong to this stack');
      const {
        adopted,
        kept,
        leftovers = [],
      } = await adopt().catch((found: unknown) => {
        throw withOwner(error, found);
      });
      if (adopted + kept === 0) throw error;
      // The reviewed plan was made for a state that has changed: plans the remaining changes anew.
      if (request.reviewed)
        asked = { ...request, reviewed: undefined, approve: leftOf(request, reviewed, leftovers, error) };
    }
  }
}

/**
 * Approves the reviewed changes that are not done yet. Also approves that a resource to be created is changed, because
 * it exists now, and that the leftovers of its creation are destroyed.
 */
function leftOf(
  request: EngineRequest,
  reviewed: readonly ResourceChange[],
  leftovers: readonly string[],
  failure: TerraformFailure,
): EngineRequest['approve'] {
  const actions = new Map(reviewed.map(({ resource, action }) => [resource, action]));
  return (changes) => {
    const isLeft = ({ resource, action }: ResourceChange) => {
      const shown = actions.get(resource);
      if (action === 'destroy' && leftovers.includes(resource)) return true;
      return action === shown || (action === 'change' && (shown === 'add' || shown === 'replace'));
    };
    if (!changes.every(isLeft)) throw failure;
    request.approve?.(changes);
  };
}

/** The failure, with what the look found out about the objects. */
function withOwner(failure: TerraformFailure, found: unknown): unknown {
  if (!(found instanceof Refusal)) return failure;
  const { diagnostics, code, message, kind } = failure;
  return new TerraformFailure(diagnostics, code, `${message}\n${found.message}`, kind, {
    next: found.next,
    cause: failure,
  });
}
