import { type PreflightResult } from './preflight-schema';
import { foldedNotes, unknownFact } from './unknown-fact';

/** What a preflight comes to that breaks off: nothing is known, which is a note and keeps nothing from being done. */
export function brokenOff(error: unknown): PreflightResult {
  return { findings: [], notes: foldedNotes([unknownFact('what a deploy would fail for', error)]) };
}
