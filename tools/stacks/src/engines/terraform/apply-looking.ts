import { Refusal } from '@bulkhead/errors';
import { type EngineRequest, type ResourceChange } from '../engine';
import { type Adopted } from './recovery/adopt-unrecorded';
import { needsOnlyALook, TerraformFailure } from './terraform-failure';

/**
 * How often one run looks for what an apply was told to be there already. Each look finds everything that was created by
 * then, so that a further one is for calls that the next apply had to send twice.
 */
const maxLooks = 3;

/**
 * Applies, and where all that failed is that something is there already, looks whether it is the stack's own, makes the
 * state know it and applies again. AWS and its provider send a call again whose answer was lost, and the second one is
 * told that there is one: that needs nobody to run the command again.
 *
 * @param apply applies what a request asks for
 * @param adopt makes the state know what is there and is the stack's
 * @throws what the last apply threw, with whose the object is where that was found out
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
      request.progress('looks whether what is there already is of this stack');
      const {
        adopted,
        kept,
        leftovers = [],
      } = await adopt().catch((found: unknown) => {
        throw withOwner(error, found);
      });
      if (adopted + kept === 0) throw error;
      // The plan that was reviewed is of a state that has changed: what is left of it is planned anew.
      if (request.reviewed)
        asked = { ...request, reviewed: undefined, approve: leftOf(request, reviewed, leftovers, error) };
    }
  }
}

/**
 * Approves what was reviewed and is not done yet, that what was to be created is changed, since it is there, and that
 * what its creation was to take away is destroyed.
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

/** The failure, with what the look for the objects has found out of them. */
function withOwner(failure: TerraformFailure, found: unknown): unknown {
  if (!(found instanceof Refusal)) return failure;
  const { diagnostics, code, message, kind } = failure;
  return new TerraformFailure(diagnostics, code, `${message}\n${found.message}`, kind, {
    next: found.next,
    cause: failure,
  });
}
