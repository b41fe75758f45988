import { appsIn, settingsFolder } from './app-folders';
import { generatedText, type GeneratedSource, keyOf } from './generated-source';
import { ownerIn } from './owner-in';
import { type WorkspaceFiles } from './workspace-files';

/** Who owns each app, for the code that tells people whom to call. */
export function ownerIndex(files: WorkspaceFiles): GeneratedSource {
  const owners = appsIn(files, 'apps').flatMap((app) => {
    const owner = ownerIn(files, `apps/${app}/project.json`);
    return owner === undefined ? [] : [`  ${keyOf(app)}: '${owner}',`];
  });
  return {
    file: `${settingsFolder}/owners.generated.ts`,
    text: generatedText([
      '',
      '/** The owner of each app, as its `project.json` names it. */',
      'export const appOwners: Readonly<Record<string, string>> = {',
      ...owners,
      '};',
    ]),
  };
}
