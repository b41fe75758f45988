import { type PreflightResult } from './preflight-schema';
import { foldedNotes, unknownFact } from './unknown-fact';

/** The result of a preflight that breaks off: nothing is known. That is a note and stops nothing. */
export function brokenOff(error: unknown): PreflightResult {
  return { findings: [], notes: foldedNotes([unknownFact('what a deploy would fail for', error)]) };
}
