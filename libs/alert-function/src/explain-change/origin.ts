import { type Deployment, deploymentLine, type KnownDeployments } from '../deployments';
import { toSeconds } from '../plain-text';
import { type ResourceChange } from './config-event';

/** Whether a change came with a deployment, by the records of Bulkhead, and how that is known. */
export interface Origin {
  readonly verdict: 'deploy' | 'drift' | 'unknown';
  readonly why: string;
}

const minute = 60_000;

/**
 * How long after a change AWS Config may still see it: usually within minutes. Where the recorder works once a day, a
 * change of a deployment can be taken for drift.
 * https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html
 */
const captureDelay = 15 * minute;

/** By how much the clocks of a deploying machine and of AWS may differ. */
const clockDifference = 1 * minute;

/** How long a deployment may be at work. An older record is of a run that was killed. The slowest stack takes two hours. */
const longestDeployment = 6 * 60 * minute;

/**
 * Whether a change of a resource is drift. The tags of the resource name its stack, and the stack's record names the
 * time of its last deployment: it ended at `at` and took `seconds`, or began at `at` and has not ended. Earlier
 * deployments are not recorded, so that a change from before the last one is neither.
 */
export function originOf(
  { tags, captured }: Pick<ResourceChange, 'tags' | 'captured'>,
  known: KnownDeployments,
  environment: string,
): Origin {
  const unknown = (why: string): Origin => ({ verdict: 'unknown', why });
  const { app, stack } = tags;
  if (!app || !stack) return unknown('the event has no tags that name a stack of Bulkhead.');
  if (tags.environment !== environment) return unknown('the tags name another environment.');
  if (!captured) return unknown('the event does not say when the change was seen.');
  if ('failure' in known) return unknown(`the records cannot be read: ${known.failure}`);
  // A region can have a stack in two roles.
  const records = known.deployments.filter((each) => each.app === app && each.stack === stack);
  const origins = records.map((record) => originByRecord(captured, record));
  return (
    origins.find(({ verdict }) => verdict === 'deploy') ??
    origins.find(({ verdict }) => verdict === 'unknown') ??
    origins[0] ??
    unknown(`the records of this region have no readable one of the stack.`)
  );
}

function originByRecord(captured: Date, record: Deployment): Origin {
  const { outcome, at, seconds } = record;
  const seen = captured.getTime();
  const written = at.getTime();
  const last = `last deployment: ${deploymentLine(record)}`;
  if (outcome === 'deploying' || outcome === 'destroying') {
    if (seen < written - clockDifference)
      return { verdict: 'unknown', why: `it was seen before the present deployment began; ${last}` };
    if (seen > written + longestDeployment)
      return { verdict: 'unknown', why: `the run that began then may have been killed; ${last}` };
    return { verdict: 'deploy', why: `it was seen while the stack is deployed; ${last}` };
  }
  if (seen > written + captureDelay)
    return { verdict: 'drift', why: `it was seen at ${toSeconds(captured)}, after the ${last}` };
  // `seconds` is of the last deployment that succeeded, so it says nothing about one that failed.
  if (outcome === 'failed' || seconds === undefined)
    return { verdict: 'unknown', why: `the record does not say when the deployment began; ${last}` };
  if (seen < written - seconds * 1_000 - clockDifference)
    return {
      verdict: 'unknown',
      why: `it was seen before the deployment began, and earlier ones are not recorded; ${last}`,
    };
  return { verdict: 'deploy', why: `it was seen while the stack was deployed, or just after; ${last}` };
}
