import type { IAMClient } from '@aws-sdk/client-iam';
import { type Check } from '../check';
import { type PlannedStack } from '../planned-stack';
import { type Found } from '../preflight-schema';
import { type Scene } from '../scene';
import { type Note, unknownFact } from '../unknown-fact';
import { callerPrincipal } from './caller-principal';
import { eitherAction, type NeededAction, neededActions, neededCreations } from './needed-actions';

/** How many calls are simulated at once: IAM allows few of them a second. */
const atOnce = 4;

/** IAM's decision on an action on a resource. */
interface Decision {
  readonly is: 'allowed' | 'denied';
  /** Condition keys that decide it, and whose values are not known now. */
  readonly dependsOn: readonly string[];
}

/** A call of a stack, or a choice of two. */
interface Need {
  readonly stack: string;
  readonly actions: readonly NeededAction[];
}

/**
 * All calls of a deploy have to be allowed, as far as a simulation of the caller's policies in IAM shows. If a call
 * depends on an unknown condition, or IAM does not simulate it for the caller, that is a note.
 */
export const permissions: Check = {
  name: 'permissions',
  targets: ['aws'],
  find: async (scene) => {
    const { caller, region, stacks, services } = scene;
    const client = await services.iam();
    let principal: string | undefined;
    try {
      principal = await callerPrincipal(client, caller);
    } catch (error) {
      return { findings: [], notes: [unknownFact('what the caller may do', error)] };
    }
    if (principal === undefined) return { findings: [], notes: [] };
    const { needs, notes } = await needsOf(stacks, scene);
    const decisions = await simulated(client, principal, region, needs);
    if (decisions instanceof Error)
      return { findings: [], notes: [...notes, unknownFact('what the caller may do', decisions)] };
    const found = judged(needs, decisions, principal);
    return { findings: found.findings, notes: [...notes, ...found.notes] };
  },
};

/** The calls of stacks. If nobody knows what stands of a stack, the creations of the stack are a note. */
async function needsOf(
  stacks: readonly PlannedStack[],
  scene: Scene,
): Promise<{ needs: readonly Need[]; notes: Found['notes'] }> {
  const needs: Need[] = [];
  const notes: Note[] = [];
  await Promise.all(
    stacks.map(async (stack) => {
      const { id } = stack.instance;
      const either = eitherAction(stack, scene);
      if (either) needs.push({ stack: id, actions: either });
      for (const action of neededActions(stack, scene)) needs.push({ stack: id, actions: [action] });
      try {
        for (const action of await neededCreations(stack, scene))
          needs.push({ stack: id, actions: [action] });
      } catch (error) {
        notes.push(unknownFact(`what a deploy of ${id} would create`, error));
      }
    }),
  );
  return { needs, notes };
}

/** By action and resource. */
type Decisions = ReadonlyMap<string, Decision>;

const keyOf = ({ action, resource }: NeededAction) => `${action} ${resource}`;

function judged(needs: readonly Need[], decisions: Decisions, principal: string): Found {
  const denied = new Map<string, { stacks: Set<string>; resources: Set<string> }>();
  const notes: Note[] = [];
  for (const { stack, actions } of needs) {
    const found = actions.flatMap((action) => decisions.get(keyOf(action)) ?? []);
    if (found.length < actions.length || found.some(({ is }) => is === 'allowed')) continue;
    const names = actions.map(({ action }) => action).join(' or ');
    const dependsOn = [...new Set(found.flatMap((each) => each.dependsOn))];
    if (dependsOn.length > 0) {
      notes.push({
        what: `whether ${principal} may call ${names}`,
        why: `depends on ${dependsOn.join(', ')}`,
      });
      continue;
    }
    const entry = denied.get(names) ?? { stacks: new Set<string>(), resources: new Set<string>() };
    entry.stacks.add(stack);
    for (const { resource } of actions) entry.resources.add(resource);
    denied.set(names, entry);
  }
  return {
    findings: [...denied].map(([names, { stacks, resources }]) => ({
      stacks: [...stacks],
      problem: `${principal} may not call ${names} on ${[...resources].join(', ')}`,
      next: `edit the policies of ${principal}, or use other credentials`,
    })),
    notes,
  };
}

/** The answers of IAM. The first error if there is none. */
async function simulated(
  client: IAMClient,
  principal: string,
  region: string,
  needs: readonly Need[],
): Promise<Decisions | Error> {
  const resources = new Map<string, Set<string>>();
  for (const { action, resource } of needs.flatMap(({ actions }) => actions))
    resources.set(action, (resources.get(action) ?? new Set()).add(resource));
  const decisions = new Map<string, Decision>();
  const waiting = [...resources];
  try {
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const [action, of] = next;
          await simulate(client, principal, region, action, [...of], decisions);
        }
      }),
    );
    return decisions;
  } catch (error) {
    return error as Error;
  }
}

async function simulate(
  client: IAMClient,
  principal: string,
  region: string,
  action: string,
  resources: readonly string[],
  decisions: Map<string, Decision>,
): Promise<void> {
  const { paginateSimulatePrincipalPolicy } = await import('@aws-sdk/client-iam');
  const pages = paginateSimulatePrincipalPolicy(
    { client },
    {
      PolicySourceArn: principal,
      ActionNames: [action],
      ResourceArns: [...resources],
      ContextEntries: [
        // IAM is called in one region, whatever the region of the stack.
        {
          ContextKeyName: 'aws:RequestedRegion',
          ContextKeyType: 'string',
          ContextKeyValues: [action.startsWith('iam:') ? 'us-east-1' : region],
        },
        { ContextKeyName: 'aws:SecureTransport', ContextKeyType: 'boolean', ContextKeyValues: ['true'] },
      ],
    },
  );
  for await (const { EvaluationResults = [] } of pages)
    for (const result of EvaluationResults) {
      const {
        EvalResourceName,
        EvalDecision,
        MissingContextValues = [],
        ResourceSpecificResults = [],
      } = result;
      const single = { EvalResourceName, EvalResourceDecision: EvalDecision, MissingContextValues };
      for (const each of ResourceSpecificResults.length > 0 ? ResourceSpecificResults : [single])
        decisions.set(keyOf({ action, resource: each.EvalResourceName ?? '*' }), {
          is: each.EvalResourceDecision === 'allowed' ? 'allowed' : 'denied',
          dependsOn: each.MissingContextValues ?? [],
        });
    }
}
