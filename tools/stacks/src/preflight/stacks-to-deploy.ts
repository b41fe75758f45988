import { formerOf } from '../records/former-names';
import { fileDigests } from '../records/fingerprint';
import { type KnownRecords } from '../records/known-records';
import { whyDeploy } from '../records/why-deploy';
import { type Synthesized } from '../synthesis/synthesize';
import { type StackInstance } from '../workspace/stack-instance';

/**
 * The stacks that a deploy would bring to an engine for what is known without a call: they were never deployed, the last
 * deploy did not end well, or their output is not what is deployed. One that is deployed for a value that another stack
 * changes wants nothing new of AWS. One whose output cannot be read just now, such as while another command of the
 * checkout replaces it, is among them. One that takes over what stands under a former name neither.
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

/** Undefined where the files cannot be read just now. */
function digestsOf({ directory }: Synthesized): Record<string, string> | undefined {
  try {
    return fileDigests(directory);
  } catch {
    return undefined;
  }
}
