import { Refusal } from '@bulkhead/errors';
import { type ParameterUse } from '@bulkhead/stack';
import { AwsFailure } from '../retries/aws-failure';
import { recoverCommand } from '../workspace/printed-commands';
import { type StackInstance } from '../workspace/stack-instance';
import { type ConfiguredEnvironment } from './configured-environment';
import { mayBreak, type PublisherBefore } from './contract-break';
import { type DeployedState } from './deployed-state';
import { type KnownRecords, type RecordedStack, refusalOf } from './known-records';
import { type StateAgreement } from './state-agreement';

/** What is known of the stacks of an environment. */
export interface Known {
  readonly records: KnownRecords;
  readonly state: Pick<DeployedState, 'record'>;
  readonly agreement: Pick<StateAgreement, 'keeps'>;
}

/**
 * Stacks of the configuration that stand and had no record when the run began. Nobody knows what a stack with a lost
 * record reads, so a guard counts it as a reader of everything.
 */
export async function unrecordedReaders(
  configuration: Pick<ConfiguredEnvironment, 'options'>,
  instances: readonly StackInstance[],
  { records, state, agreement }: Known,
): Promise<RecordedStack[]> {
  const unknown = instances.filter((instance) => !records.has(instance) && !records.unreadable.has(instance));
  const found = await Promise.all(
    unknown.map(async (instance): Promise<RecordedStack[]> => {
      if (!(await agreement.keeps(instance))) return [];
      const { id, app, region } = instance;
      // It may have been deployed since.
      const now = await state.record(instance);
      const record = now.get(instance) ?? now.unreadable.get(instance) ?? unrecorded(configuration, instance);
      return [{ id, app, region, record }];
    }),
  );
  return found.flat();
}

/**
 * What is known of every other stack, as far as the deploy of a publisher needs it. Another region is asked only if
 * something would be taken away and the manifest of a stack there says that it reads from the publisher.
 *
 * @param reach the stacks of the configuration in the regions of the run
 */
export async function othersThan(
  publisher: StackInstance,
  before: PublisherBefore,
  published: readonly ParameterUse[],
  configuration: Pick<ConfiguredEnvironment, 'options' | 'instances'>,
  reach: readonly StackInstance[],
  known: Known,
): Promise<RecordedStack[]> {
  const others = known.records.others(publisher);
  if (!mayBreak(publisher, before, published, others)) return others;
  const further = reach.filter((instance) => instance.id !== publisher.id);
  const elsewhere = configuration.instances.filter(
    (instance) =>
      !reach.includes(instance) &&
      instance.consumes.some(
        ({ contract, role }) => role === publisher.role && publisher.publishes.includes(contract),
      ),
  );
  const found = await Promise.all([
    unrecordedReaders(configuration, further, known),
    ...elsewhere.map((instance) => readerElsewhere(configuration, instance, known)),
  ]);
  return [...others, ...found.flat()];
}

/**
 * What is known of a stack in a region outside the run. If that region does not answer, the stack may read everything.
 */
async function readerElsewhere(
  configuration: Pick<ConfiguredEnvironment, 'options'>,
  instance: StackInstance,
  known: Known,
): Promise<RecordedStack[]> {
  const { id, app, region } = instance;
  try {
    const now = await known.state.record(instance);
    const record = now.get(instance) ?? now.unreadable.get(instance);
    return record ? [{ id, app, region, record }] : await unrecordedReaders(configuration, [instance], known);
  } catch (error) {
    if (error instanceof AwsFailure) return [{ id, app, region, record: refusalOf(error, id) }];
    throw error;
  }
}

function unrecorded(configuration: Pick<ConfiguredEnvironment, 'options'>, instance: StackInstance): Refusal {
  const { id, region, engine } = instance;
  const keeper = engine === 'cdk' ? 'CloudFormation' : 'Terraform';
  return new Refusal(
    'UnrecordedStack',
    `${keeper} keeps ${id} in ${region}, and nothing is recorded of what it reads.`,
    { next: recoverCommand(configuration, instance) },
  );
}
