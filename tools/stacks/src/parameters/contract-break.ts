import { BulkheadError } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { type DeployRecord } from '../records/record';
import { type StackInstance } from '../workspace/stack-instance';

/** A parameter that a deploy would take away from stacks that read it. */
interface Break {
  readonly path: string;
  readonly what: string;
  readonly consumers: readonly StackInstance[];
}

/**
 * Checks that a deploy keeps what others were deployed with. What counts is what is recorded as deployed, not what
 * the code of today says: a consumer that no longer reads a parameter has to be deployed before it may go.
 *
 * @param published what the stack would publish
 * @param records of every stack of the environment
 * @throws BulkheadError `ContractBreak`, naming each parameter, its consumers and the way to change it safely
 */
export function requireUnbroken(
  publisher: StackInstance,
  published: readonly ParameterUse[],
  records: ReadonlyMap<StackInstance, DeployRecord>,
): void {
  const breaks = breaksOf(publisher, published, records);
  if (breaks.length === 0) return;
  const lines = breaks.map(
    ({ path, what, consumers }) => `  ${path} ${what}; read by ${consumers.map(({ id }) => id).join(', ')}`,
  );
  throw new BulkheadError(
    'ContractBreak',
    [
      `${publisher.id} would break what deployed stacks read:`,
      ...lines,
      'Expand: publish the new parameter beside the old one, and deploy.',
      'Migrate: let the consumers read the new one, and deploy them.',
      'Contract: then remove the old one, and deploy.',
    ].join('\n'),
    { next: `put the parameter back in libs/contracts and apps/${publisher.app}, and begin with Expand` },
  );
}

function breaksOf(
  publisher: StackInstance,
  published: readonly ParameterUse[],
  records: ReadonlyMap<StackInstance, DeployRecord>,
): Break[] {
  const before = records.get(publisher)?.published ?? {};
  const patterns = new Map(published.map(({ path, pattern }) => [path, pattern]));
  return Object.entries(before).flatMap(([path, pattern]) => {
    const now = patterns.get(path);
    if (now === pattern) return [];
    const consumers = [...records]
      .filter(([instance, record]) => instance.region === publisher.region && path in record.consumed)
      .map(([instance]) => instance);
    if (consumers.length === 0) return [];
    const what = now === undefined ? 'would be removed' : `would have to match ${now} instead of ${pattern}`;
    return [{ path, what, consumers }];
  });
}
