import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Refusal } from '@bulkhead/errors';
import { awsCommand } from '../../workspace/printed-commands';
import { environmentOptionOf } from '../engine';
import { type DescribedStack } from './described-stack';
import { neverCameIntoBeing, stackEvents } from './stack-history';
import { heldResources } from './stack-resources';
import { type StackSite } from './stack-site';
import { brokenWays, type StackWays, waysOf } from './stack-ways';

/** The status of a stack, and what each verb does about it. */
export interface StackStanding {
  /** @default no stack has the name */
  readonly stack?: DescribedStack;
  readonly ways: StackWays;
  /** True if it is proven that nothing of the stack was ever in use. */
  readonly neverCreated: boolean;
}

/**
 * The standing of a stack. If the status does not tell whether the stack was ever complete, reads the events. The stack
 * counts as never created only if the events prove it, or if CloudFormation holds no resource of it.
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

/** Only a first creation leaves these two statuses. Without events, the stack must have no resources. */
async function isRolledBackToNothing(client: CloudFormationClient, stack: DescribedStack): Promise<boolean> {
  if (!['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE'].includes(stack.status)) return false;
  return (await heldResources(client, stack.id)).length === 0;
}

/** What a deploy would do first to repair the stack's status, in words; undefined if nothing. */
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
 * Why nothing can be deployed to a stack that CloudFormation can neither update nor continue with, and that may hold
 * resources: a person who knows its resources must decide.
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
