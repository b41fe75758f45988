import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, parseEnvironment, presetNames, productionOf } from '@bulkhead/config';
import { environmentSchema } from '@bulkhead/config/environment-schema';
import * as contracts from '@bulkhead/contracts';
import { BulkheadError } from '@bulkhead/errors';
import { appPages } from './apps/app-pages';
import { type EmulatorBranch, emulatorBranches } from './emulator/emulator-branches';
import { emulatorPage } from './emulator/emulator-page';
import { errorCodesPage } from './error-codes-page';
import { filesBelow } from './files-below';
import { indexPage } from './index-page';
import { type Page } from './page';
import { policyRulesPage } from './policy-rules-page';
import { schemaType } from './settings/schema-comments';
import { settingsOf } from './settings/settings';
import { settingsPages } from './settings/settings-pages';

const schemaFile = 'libs/config/src/definition/environment-schema.ts';

/**
 * Every page of the reference.
 *
 * @throws BulkheadError `UndocumentedSetting`, `UnexplainedEmulatorBranch`, or `InvalidManifest` for a `project.json`
 */
export function referencePages(workspaceRoot: string): Page[] {
  const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');
  const presets = new Map(presetNames.map((name) => [name, production(name)] as const));
  const type = schemaType(join(workspaceRoot, schemaFile), 'environmentSchema');
  const pages = [
    ...appPages({
      apps: manifests(workspaceRoot),
      contracts: knownContracts(),
      presets,
      isThere: (path) => existsSync(join(workspaceRoot, path)),
    }),
    ...settingsPages(settingsOf(environmentSchema, type), presets),
    policyRulesPage(),
    errorCodesPage(read('docs/errors.md')),
    emulatorPage(branchesIn(workspaceRoot)),
  ];
  return [...pages, indexPage(pages)];
}

function production(preset: (typeof presetNames)[number]): Environment {
  return parseEnvironment(productionOf(preset), `preset ${preset}`);
}

function manifests(workspaceRoot: string): contracts.AppManifest[] {
  return readdirSync(join(workspaceRoot, 'apps'))
    .sort()
    .map((app) => `apps/${app}/project.json`)
    .filter((file) => existsSync(join(workspaceRoot, file)))
    .flatMap((file) => {
      const json: unknown = JSON.parse(readFileSync(join(workspaceRoot, file), 'utf8'));
      return contracts.parseManifest(json, file) ?? [];
    });
}

function knownContracts(): Map<string, contracts.Contract> {
  const found = Object.values(contracts).filter(
    (each): each is Extract<typeof each, contracts.Contract> =>
      typeof each === 'object' && 'parameters' in each,
  );
  return new Map(found.map((each) => [each.name, each as contracts.Contract]));
}

/** The emulator branches of every source, in the order of the source paths. */
function branchesIn(workspaceRoot: string): EmulatorBranch[] {
  const found = ['apps', 'libs', 'tools']
    .flatMap((kind) =>
      readdirSync(join(workspaceRoot, kind)).flatMap((project) =>
        filesBelow(workspaceRoot, `${kind}/${project}/src`),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !/\.(spec|e2e)\.ts$|\/(test-|testing)/.test(file))
    .sort()
    .map((file) => emulatorBranches(file, readFileSync(join(workspaceRoot, file), 'utf8')));
  const unexplained = found.flatMap((each) => each.unexplained);
  if (unexplained.length > 0) {
    throw new BulkheadError(
      'UnexplainedEmulatorBranch',
      `No comment explains what the code does differently on the emulator at ${unexplained.map(({ file, line }) => `${file}:${line}`).join(', ')}.`,
      { next: 'write `@emulator` and a sentence into the comment of the function around it' },
    );
  }
  return found.flatMap(({ explained }) => explained);
}
