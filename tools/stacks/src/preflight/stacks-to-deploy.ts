import { formerOf } from '../records/former-names';
import { fileDigests } from '../records/fingerprint';
import { type KnownRecords } from '../records/known-records';
import { whyDeploy } from '../records/why-deploy';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * The stacks that a deploy would bring to an engine, as far as that is known without a call: stacks that were never
 * deployed, stacks whose last deploy did not end well, and stacks whose output is not what is deployed. A stack whose
 * output cannot be read now is included, for example while another command of the checkout replaces it. Two kinds are
 * left out because they want nothing new of AWS: stacks that are deployed only for a value that another stack changes,
 * and stacks that take over what stands under a former name.
 *
 * @param force every stack would be deployed
 */
export function stacksToDeploy(
  synthesized: ReadonlyMap<StackInstance, Synthesized | Error>,
  records: KnownRecords,
  force: boolean,
): Map<StackInstance, Synthesized> {
  return new Map(
    [...synthesized].flatMap(([instance, outcome]): [StackInstance, Synthesized][] => {
      if (outcome instanceof Error || records.unreadable.has(instance) || formerOf(instance, records))
        return [];
      if (force) return [[instance, outcome]];
      const record = records.get(instance);
      const files = digestsOf(outcome);
      if (files === undefined) return [[instance, outcome]];
      const wanted = { files, consumed: record?.consumed ?? {}, publishedNow: undefined };
      return whyDeploy(record, wanted).length > 0 ? [[instance, outcome]] : [];
    }),
  );
}

/** Undefined if the files cannot be read just now. */
function digestsOf({ directory }: Synthesized): Record<string, string> | undefined {
  try {
    return fileDigests(directory);
  } catch {
    return undefined;
  }
}
