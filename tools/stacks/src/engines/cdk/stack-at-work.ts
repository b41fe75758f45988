import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineRequest } from '../engine';
import { type AtWork } from '../left-at-work';
import { describeStack, withCloudFormation } from './described-stack';
import { siteOf } from './stack-site';
import { eventsCommand } from './stack-standing';
import { waysOf } from './stack-ways';

/** How long to wait for an answer of CloudFormation, in ms: the time of the deploy is used up. */
const patienceMs = 15_000;

/**
 * The present work of CloudFormation on a stack; undefined if there is none. Without an answer, assumes that
 * CloudFormation is working: if a record wrongly says "under way", the next deploy corrects it.
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
