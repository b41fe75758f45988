import { BulkheadError } from '@bulkhead/errors';
import { appsIn, contractsFolder, requirePart, sourcesIn } from './app-folders';
import { camelCase, generatedText, type GeneratedSource } from './generated-source';
import { type WorkspaceFiles } from './workspace-files';

/** The index of the contracts: every file in an app's folder is a contract with the name of the file. */
export function contractIndex(files: WorkspaceFiles): GeneratedSource {
  const contracts = appsIn(files, contractsFolder).flatMap((app) =>
    sourcesIn(files, `${contractsFolder}/${app}`).map((name) => ({ app, name })),
  );
  for (const { app, name } of contracts) {
    requirePart(files, {
      file: `${contractsFolder}/${app}/${name}.ts`,
      line: `export const ${camelCase(name)} = contract('${name}', { … });`,
      pattern: new RegExp(`^export const ${camelCase(name)} = contract\\(\\s*'${name}'`, 'm'),
    });
    const other = contracts.find((each) => each.name === name && each.app !== app);
    if (other) throw doubled(name, app, other.app);
  }
  return {
    file: `${contractsFolder}/contracts.generated.ts`,
    text: generatedText(
      contracts.map(({ app, name }) => `export { ${camelCase(name)} } from './${app}/${name}';`),
    ),
  };
}

function doubled(name: string, ...apps: string[]): BulkheadError {
  const files = apps.map((app) => `${contractsFolder}/${app}/${name}.ts`);
  return new BulkheadError('InvalidAppFolder', `Two teams have a contract "${name}": ${files.join(', ')}.`, {
    next: 'give one of them another name; several stacks may publish one contract, each in another region role',
  });
}
