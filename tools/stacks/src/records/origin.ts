import { version } from '../../package.json';
import { type RecordOrigin } from './record';
import { runGit } from './run-git';

/**
 * What a run deploys from: the checked-out commit, and this tool.
 *
 * @param caller ARN of the caller, or the user's name if the run deploys to the local AWS
 * @param planned a reviewed plan, deployed as it was made, whatever is checked out now. @default none
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
    // No Git, no repository, or no commit: a copied workspace can be deployed all the same.
    return { caller, tool: version };
  }
}
