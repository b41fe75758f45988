import { type ResourceDrift, type UncheckedResource } from '../engines/engine';
import { type StackInstance } from '../workspace/stack-instance';
import { type Finding } from './finding';

const signs: Record<ResourceDrift['kind'], string> = { changed: '~', deleted: '-' };

/** How many resources of a reason are named before the rest is counted. */
const namedOfAReason = 3;

/**
 * What was found of a stack, for people: below the line of the stack a line a resource, below that a line an
 * attribute, and at the end what puts it back.
 *
 * @param environmentOption how the user names the environment: `-c local`
 * @returns lines
 */
export function describeFinding(
  instance: StackInstance,
  { status, reason, drift }: Finding,
  environmentOption: string,
): string[] {
  return [
    `${instance.id}  ${status}: ${reason}`,
    ...(drift?.drifted ?? []).flatMap(describeResource),
    // Where nothing at all was looked at, the reason has said so.
    ...(status === 'unchecked' ? [] : describeUnchecked(drift?.unchecked ?? [])),
    ...(status === 'drifted' ? [`  next: ${mending(instance, environmentOption)}`] : []),
  ];
}

function describeResource({ kind, resource, type, physicalId, attributes }: ResourceDrift): string[] {
  const what = [type, physicalId].filter(Boolean).join(' ');
  return [
    `  ${signs[kind]} ${resource} (${what})${kind === 'deleted' ? ' is gone' : ''}`,
    ...attributes.map(
      ({ path, expected, actual }) => `      ${path}: expected ${shown(expected)}, actual ${shown(actual)}`,
    ),
  ];
}

/** A line a reason. */
function describeUnchecked(unchecked: readonly UncheckedResource[]): string[] {
  const reasons = [...new Set(unchecked.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const resources = unchecked.filter((entry) => entry.reason === reason).map(({ resource }) => resource);
    const named = resources.slice(0, namedOfAReason).join(', ');
    const more = resources.length > namedOfAReason ? ` and ${resources.length - namedOfAReason} more` : '';
    return `  ? not looked at: ${named}${more}: ${reason}`;
  });
}

/** CloudFormation changes nothing where the template is that of before, however much somebody else has changed. */
function mending({ app, stack, role, engine }: StackInstance, environmentOption: string): string {
  return engine === 'cdktf'
    ? `npx nx run ${app}:deploy ${environmentOption} --stack=${stack} --role=${role} --force`
    : `change it back by hand: CloudFormation updates only what a deploy changes in the template`;
}

function shown(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : JSON.stringify(value);
}
