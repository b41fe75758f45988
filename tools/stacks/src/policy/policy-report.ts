import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { evidencePage, type PolicyReport } from '@bulkhead/policy';

/**
 * Writes `dist/policy/<environment>.json`, and the same as a page beside it.
 *
 * @returns the path of the page from the root of the workspace
 */
export function writePolicyReport(workspaceRoot: string, report: PolicyReport): string {
  const path = `dist/policy/${report.environment}`;
  writeAtomically(join(workspaceRoot, `${path}.json`), asJson(report));
  writeAtomically(join(workspaceRoot, `${path}.md`), evidencePage(report));
  return `${path}.md`;
}

/** JSON with one line for each of the thousands of results, so that two reports can be compared. */
function asJson({ results, ...rest }: PolicyReport): string {
  const rows = results.map((result) => `    ${JSON.stringify(result)}`);
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  return `${head},\n  "results": [\n${rows.join(',\n')}\n  ]\n}\n`;
}
