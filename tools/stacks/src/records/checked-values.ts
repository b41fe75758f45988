import { parseParameterKey } from '@bulkhead/stack';
import { AwsFailure } from '../retries/aws-failure';
import { type StackInstance } from '../workspace/stack-instance';
import { type KnownRecords, refusalOf } from './known-records';

/** The values that a stack reads, as far as their regions answer. */
export interface CheckedValues {
  /** By key. Unchecked values are those that the stack was last deployed with. */
  readonly values: ReadonlyMap<string, string>;
  /** Values of regions that do not answer. @default all were checked */
  readonly unchecked?: UncheckedValues;
}

interface UncheckedValues {
  readonly keys: readonly string[];
  /** Why they could not be read. */
  readonly failure: AwsFailure;
}

/**
 * Reads the values that a stack consumes. If another region does not answer, the stack does not fail: its values are
 * taken from the record of the stack's last deploy, and the caller decides whether the stack can be deployed.
 *
 * @param read values by key, of the parameters that exist
 * @param records what is known of the regions; a region that turns out to be away is entered there
 * @throws AwsFailure if the region of the stack itself does not answer
 * @throws Refusal if a region does not answer and no value of it is recorded
 */
export async function checkedValues(
  instance: StackInstance,
  keys: readonly string[],
  records: KnownRecords,
  read: (instance: StackInstance, keys: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<CheckedValues> {
  const regionOf = (key: string) => parseParameterKey(key).region ?? instance.region;
  const recorded = records.get(instance)?.consumed ?? {};
  const looks = await Promise.all(
    [...new Set(keys.map(regionOf))].map(async (region) => {
      const there = keys.filter((key) => regionOf(key) === region);
      try {
        const known = region === instance.region ? undefined : records.lost.get(region);
        if (known) throw known;
        return { values: await read(instance, there) };
      } catch (error) {
        if (region === instance.region || !(error instanceof AwsFailure)) throw error;
        records.lost.set(region, error);
        if (there.some((key) => recorded[key] === undefined)) throw refusalOf(error, instance.id);
        const values = new Map(there.map((key) => [key, recorded[key] ?? '']));
        return { values, unchecked: { keys: there, failure: error } };
      }
    }),
  );
  const unchecked = looks.flatMap((look) => ('unchecked' in look && look.unchecked ? [look.unchecked] : []));
  const [first] = unchecked;
  return {
    values: new Map(looks.flatMap(({ values }) => [...values])),
    ...(first && {
      unchecked: { keys: unchecked.flatMap((one) => one.keys), failure: first.failure },
    }),
  };
}

/** Why a stack is unchanged although some of its values could not be read, in words. */
export function describeUnchecked({ keys, failure }: UncheckedValues): string {
  return `not checked: ${keys.join(', ')} (${failure.message})`;
}

/** Refuses to deploy a stack if a region with its values does not answer. */
export function requireChecked(instance: StackInstance, unchecked: UncheckedValues | undefined): void {
  if (unchecked) throw refusalOf(unchecked.failure, instance.id);
}
