import { type Diagnostic } from '../terraform-message';
import { adoptionRules } from './adoption-rules';
import { type Imports } from './import-folder';

/** Addresses whose import was refused because nothing is there; undefined where something else was refused too. */
export function absentOf(refusals: readonly Diagnostic[], imports: Imports): Set<string> | undefined {
  const addresses = new Set<string>();
  for (const refusal of refusals) {
    const refused = [...imports].find(([address, id]) => saysAbsent(refusal, address, id));
    if (!refused) return undefined;
    addresses.add(refused[0]);
  }
  return addresses;
}

function saysAbsent({ summary, detail = '' }: Diagnostic, address: string, id: string): boolean {
  if (summary === 'Cannot import non-existent remote object') return detail.includes(`"${address}"`);
  const rule = adoptionRules[address.slice(0, address.indexOf('.'))];
  return rule?.by === 'name' && rule.absence?.(id) === summary;
}
