import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineRequest } from '../engine';
import { type AtWork } from '../left-at-work';
import { describeStack, withCloudFormation } from './described-stack';
import { siteOf } from './stack-site';
import { eventsCommand } from './stack-standing';
import { waysOf } from './stack-ways';

/** How long CloudFormation is asked, in ms: the deploy has used up its time. */
const patienceMs = 15_000;

/**
 * Whether CloudFormation is at work on a stack; undefined where it is not. Where it does not say, it is taken to be: a
 * record that claims too much work is put right by the next deploy.
 */
export async function stackAtWork(
  request: EngineRequest,
  patience = patienceMs,
): Promise<AtWork | undefined> {
  const { region } = request.instance;
  const { name } = siteOf(request);
  const look = eventsCommand(region, name);
  const status = await Promise.race([
    withCloudFormation(region, (client) => describeStack(client, name))
      .then((stack) => stack?.status ?? 'DELETE_COMPLETE')
      .catch(() => undefined),
    sleep(patience, undefined, { ref: false }),
  ]);
  if (status === undefined) return { who: 'CloudFormation', doing: 'it does not say what it does', look };
  if (waysOf(status).deploy !== 'wait') return undefined;
  return { who: 'CloudFormation', doing: status, look };
}
