import { kindOfText } from '../../../retries/failure-kind';
import { describeDiagnostic, type Diagnostic } from '../terraform-message';
import { adoptionRules } from './adoption-rules';
import { type Imports } from './import-folder';

/**
 * Addresses whose import was refused because the object does not exist. Ignores errors that pass by themselves, such as
 * a throttled call: the next plan asks again.
 *
 * @returns undefined if something else was refused, too, or if no error says what is missing
 */
export function absentOf(refusals: readonly Diagnostic[], imports: Imports): Set<string> | undefined {
  const addresses = new Set<string>();
  for (const refusal of refusals) {
    const refused = [...imports].find(([address, id]) => saysAbsent(refusal, address, id));
    if (refused) addresses.add(refused[0]);
    else if (kindOfText(describeDiagnostic(refusal)) === 'permanent') return undefined;
  }
  return addresses.size > 0 || refusals.length === 0 ? addresses : undefined;
}

function saysAbsent({ summary, detail = '' }: Diagnostic, address: string, id: string): boolean {
  if (summary === 'Cannot import non-existent remote object') return detail.includes(`"${address}"`);
  const rule = adoptionRules[address.slice(0, address.indexOf('.'))];
  return rule?.by === 'name' && rule.absence?.(id) === summary;
}
