import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentNames, loadEnvironment } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { requireDeclared } from './undeclared-stacks';

const root = resolve(__dirname, '../../../..');
const manifests = readdirSync(join(root, 'apps')).flatMap((app) => {
  const file = `apps/${app}/project.json`;
  return parseManifest(JSON.parse(readFileSync(join(root, file), 'utf8')), file) ?? [];
});
const local = loadEnvironment('local', root);

test('every environment has settings of declared stacks only', () => {
  for (const name of environmentNames())
    expect(() => requireDeclared(loadEnvironment(name, root), manifests)).not.toThrow();
});

test.each([
  ['a stack that its manifest does not declare', manifests.map((each) => ({ ...each, stacks: {} }))],
  ['an app that there is not', []],
])('settings of %s are refused, with the line to add', (_, known) => {
  expect(() => requireDeclared(local, known)).toThrow(
    expect.objectContaining({
      code: 'UndeclaredStack',
      message:
        'Environment local has settings of app-platform/service, which apps/app-platform/project.json does not declare: nothing deploys it.',
      next: 'add to metadata.stacks in apps/app-platform/project.json: "service": { "engine": "cdk", "regions": ["primary"] }',
    }),
  );
});
