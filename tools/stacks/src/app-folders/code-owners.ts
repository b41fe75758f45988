import { appsIn, contractsFolder, settingsFolder } from './app-folders';
import { type GeneratedSource, updateIndexesCommand } from './generated-source';
import { ownerIn } from './owner-in';
import { type WorkspaceFiles } from './workspace-files';

/**
 * Who reviews what, in GitHub's format: the last line that matches a path decides. Each team owns the folders of its
 * app, and the owner of the workspace owns the rest. A workspace that names no owner has no such file.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function codeOwners(files: WorkspaceFiles): GeneratedSource[] {
  const rest = ownerIn(files, 'project.json');
  if (rest === undefined) return [];
  const folders = appsIn(files, 'apps').flatMap((app) => {
    const owner = ownerIn(files, `apps/${app}/project.json`);
    if (owner === undefined) return [];
    return [`apps/${app}`, `${settingsFolder}/${app}`, `${contractsFolder}/${app}`]
      .filter((folder) => files.children(folder).length > 0)
      .map((folder) => `/${folder}/ ${owner}`);
  });
  const lines = [
    `# Made by \`${updateIndexesCommand}\` from the owners in project.json. Do not edit.`,
    `* ${rest}`,
    ...folders,
  ];
  return [{ file: '.github/CODEOWNERS', text: `${lines.join('\n')}\n` }];
}
