import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Refusal } from '@bulkhead/errors';
import { awsCommand } from '../../workspace/printed-commands';
import { environmentOptionOf } from '../engine';
import { type DescribedStack } from './described-stack';
import { neverCameIntoBeing, stackEvents } from './stack-history';
import { heldResources } from './stack-resources';
import { type StackSite } from './stack-site';
import { brokenWays, type StackWays, waysOf } from './stack-ways';

/** How a stack stands, and what each verb does about that. */
export interface StackStanding {
  /** @default there is none of the name */
  readonly stack?: DescribedStack;
  readonly ways: StackWays;
  /** True where it is proven that nothing of the stack was ever in use. */
  readonly neverCreated: boolean;
}

/**
 * How a stack stands. Of one whose status leaves open whether it was ever complete, the events are read: it counts as
 * never created only where they prove it, or where CloudFormation holds nothing of it.
 */
export async function standingOf(
  client: CloudFormationClient,
  stack: DescribedStack | undefined,
): Promise<StackStanding> {
  const ways = waysOf(stack?.status);
  if (!stack || ways.deploy !== 'make-anew') return { stack, ways, neverCreated: false };
  const neverCreated =
    neverCameIntoBeing(await stackEvents(client, stack.id)) || (await isRolledBackToNothing(client, stack));
  return { stack, neverCreated, ways: neverCreated ? ways : { ...ways, ...brokenWays } };
}

/** Both statuses are of a first creation alone; without events it is left to see that it left nothing. */
async function isRolledBackToNothing(client: CloudFormationClient, stack: DescribedStack): Promise<boolean> {
  if (!['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'].includes(stack.status)) return false;
  return (await heldResources(client, stack.id)).length === 0;
}

/** What a deploy would do about the stack before it does what it is for, in words; undefined where that is nothing. */
export function forewarningOf({ stack, ways }: StackStanding): string | undefined {
  if (!stack) return undefined;
  const state = `it ${ways.means} (${stack.status})`;
  switch (ways.deploy) {
    case 'make-anew':
      return `it never came into being (${stack.status}): a deploy deletes what is left of it and makes it anew`;
    case 'continue-rollback':
    case 'roll-back':
      return `${state}: a deploy first lets CloudFormation put it back as it was`;
    case 'wait':
      return `${state}: a deploy waits for that, and how it ends decides what is to be done`;
    case 'refuse':
      return `${state}: a deploy is refused`;
    default:
      return undefined;
  }
}

/**
 * Why nothing can be deployed to a stack that CloudFormation can neither update nor go on with, and that may hold
 * something: whoever knows what it holds decides.
 */
export function brokenStack(site: StackSite, { ways, stack }: StackStanding): Refusal {
  const reason = stack?.stack.StackStatusReason;
  return new Refusal(
    'StackBroken',
    [
      `The CloudFormation stack of ${site.label} ${ways.means} (${stack?.status}), and nothing proves that it never held anything. Nothing was touched.`,
      ...(reason ? [`  ${reason}`] : []),
    ].join('\n'),
    { next: recipe(site, stack?.status ?? '') },
  );
}

function recipe(site: StackSite, status: string): string {
  const { region, name, label, environment } = site;
  const [, app = '', stack = '', role = ''] = /^(.+)\/(.+)@(.+)$/.exec(label) ?? [];
  const run = (verb: string) =>
    `npx nx run ${app}:${verb} ${environmentOptionOf(site)} --stack=${stack} --role=${role}`;
  if (!environment.protected) return `${run('destroy')}, then: ${run('deploy')}`;

  const of = `--region ${region} --stack-name ${name}`;
  const look = `${awsCommand(`cloudformation list-stack-resources ${of}`)} shows what it holds, which is protected, so that a person decides`;
  switch (status) {
    case 'DELETE_FAILED':
      return `${look}; ${awsCommand(`cloudformation delete-stack ${of} --deletion-mode FORCE_DELETE_STACK`)} gives the stack up and keeps what could not be deleted, to be renamed, deleted or imported; then: ${run('deploy')}`;
    case 'ROLLBACK_FAILED':
    case 'ROLLBACK_COMPLETE':
    case 'CREATE_FAILED':
    case 'REVIEW_IN_PROGRESS':
      return `${look}; where none of it is in use: ${awsCommand(`cloudformation update-termination-protection ${of} --no-enable-termination-protection`)}, then: ${awsCommand(`cloudformation delete-stack ${of}`)}, then: ${run('deploy')}`;
    default:
      return `${look}; ${eventsCommand(region, name)} names the cause; no call of CloudFormation puts it back, AWS Support can; then: ${run('deploy')}`;
  }
}

/** The command that shows what happened to a stack. */
export function eventsCommand(region: string, name: string): string {
  return awsCommand(`cloudformation describe-stack-events --region ${region} --stack-name ${name}`);
}
