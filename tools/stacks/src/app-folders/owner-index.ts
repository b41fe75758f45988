import { appsIn, settingsFolder } from './app-folders';
import { generatedText, type GeneratedSource, keyOf } from './generated-source';
import { ownerIn } from './owner-in';
import { type WorkspaceFiles } from './workspace-files';

/** Path of the index from the root of the workspace. */
export const ownerIndexFile = `${settingsFolder}/owners.generated.ts`;

/** Who owns each app, for the code that tells people whom to call. A workspace that names no owner has no such file. */
export function ownerIndex(files: WorkspaceFiles): GeneratedSource[] {
  const owners = appsIn(files, 'apps').flatMap((app) => {
    const owner = ownerIn(files, `apps/${app}/project.json`);
    return owner === undefined ? [] : [`  ${keyOf(app)}: '${owner}',`];
  });
  if (owners.length === 0) return [];
  const source: GeneratedSource = {
    file: ownerIndexFile,
    text: generatedText([
      '',
      '/** The owner of each app, as its `project.json` names it. */',
      'export const appOwners: Readonly<Record<string, string>> = {',
      ...owners,
      '};',
    ]),
  };
  return [source];
}
