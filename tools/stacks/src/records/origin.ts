import { version } from '../../package.json';
import { type RecordOrigin } from './record';
import { runGit } from './run-git';

/**
 * From what a run deploys: the commit that is checked out, and this tool.
 *
 * @param caller ARN of the caller, or whoever deploys to the local AWS
 * @param planned a plan that is deployed as it was made, whatever is checked out by now. @default none is
 */
export async function originOf(
  workspaceRoot: string,
  caller: string,
  planned?: { readonly source?: Required<Pick<RecordOrigin, 'commit' | 'clean'>> },
): Promise<RecordOrigin> {
  if (planned) return { caller, ...planned.source, tool: version };
  try {
    const [commit, changes] = await Promise.all([
      runGit(workspaceRoot, 'rev-parse', 'HEAD'),
      runGit(workspaceRoot, 'status', '--porcelain', '--untracked-files=normal'),
    ]);
    return { caller, commit, clean: changes === '', tool: version };
  } catch {
    // No Git, no repository, or one without a commit: a workspace that was copied is deployed all the same.
    return { caller, tool: version };
  }
}
