import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '@bulkhead/emulator/write-atomically';
import { type Verdict, verdict } from './verdict';

/** The last verdict on an environment, if it has that digest. Undefined for any other verdict, or a broken file. */
export function readVerdict(workspaceRoot: string, environment: string, digest: string): Verdict | undefined {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(workspaceRoot, pathOf(environment)), 'utf8'));
  } catch {
    return undefined;
  }
  const { data } = verdict.safeParse(content);
  return data?.digest === digest ? data : undefined;
}

/** Keeps a verdict until there is another one on the environment. */
export function writeVerdict(workspaceRoot: string, environment: string, kept: Verdict): void {
  writeAtomically(join(workspaceRoot, pathOf(environment)), `${JSON.stringify(kept, null, 1)}\n`);
}

/** Not beside the evidence of `validate`, because that is about the environment as the code has it. */
function pathOf(environment: string): string {
  return `dist/policy/gate/${environment}.json`;
}
