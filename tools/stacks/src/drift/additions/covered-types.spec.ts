import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { additionKinds } from './kinds';
import { childlessTypes, uncoveredTypes } from './uncovered-types';

const parents = additionKinds.flatMap((kind) => Object.keys(kind.parents));
const children = additionKinds.flatMap((kind) => Object.keys(kind.declares));

const known = new Set([...parents, ...children, ...childlessTypes, ...Object.keys(uncoveredTypes)]);

const root = join(__dirname, '../../../../..');

/** Sources of the stacks of the platform. */
function sources(): string[] {
  return execFileSync('git', ['ls-files', 'apps', 'libs'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && existsSync(join(root, file)))
    .map((file) => readFileSync(join(root, file), 'utf8'));
}

/** Every Terraform type that the sources make, as their imports name it. */
function typesOfCode(): string[] {
  const imported = sources().flatMap((source) =>
    [...source.matchAll(/from '@cdktf\/provider-aws\/lib\/([\w-]+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(imported)]
    .filter((name) => !name.startsWith('data-') && name !== 'provider')
    .map(terraformType);
}

/** Type of the resource in a folder of the provider, as its class says. */
function terraformType(folder: string): string {
  const source = readFileSync(join(root, 'node_modules/@cdktf/provider-aws/lib', folder, 'index.js'), 'utf8');
  return /tfResourceType = "(\w+)"/.exec(source)?.[1] ?? folder;
}

test('every Terraform type in the code is covered, has no children, or is on the list of uncovered types', () => {
  const types = typesOfCode();

  expect(types.length).toBeGreaterThan(60);
  expect(types.filter((type) => !known.has(type))).toEqual([]);
});

/** Every CloudFormation type that the sources make: the type that each imported CDK class names. */
function typesOfTemplates(): string[] {
  const imports = sources().flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from 'aws-cdk-lib\/(aws-\w+)'/g)].map(
      ([, names = '', module = '']) => ({ module, names: names.match(/\bCfn\w+/g) ?? [] }),
    ),
  );
  return [
    ...new Set(imports.flatMap(({ module, names }) => names.map((name) => cloudFormationType(module, name)))),
  ];
}

function cloudFormationType(module: string, name: string): string {
  const file = join(
    root,
    'node_modules/aws-cdk-lib',
    module,
    'lib',
    `${module.slice('aws-'.length)}.generated.d.ts`,
  );
  const [before = ''] = readFileSync(file, 'utf8').split(`export declare class ${name} `);
  return /@cloudformationResource (\S+)(?![\s\S]*@cloudformationResource)/.exec(before)?.[1] ?? name;
}

test('so is every CloudFormation type', () => {
  const types = typesOfTemplates();

  expect(types.length).toBeGreaterThan(25);
  expect(types.filter((type) => !known.has(type))).toEqual([]);
});

test('no type is on two lists, and each uncovered type has a reason', () => {
  const lists = [...childlessTypes, ...Object.keys(uncoveredTypes)];

  expect(lists.filter((type) => parents.includes(type))).toEqual(
    lists.filter((type) => parents.includes(type) && type in uncoveredTypes),
  );
  expect(new Set(lists).size).toBe(lists.length);
  for (const reason of Object.values(uncoveredTypes)) expect(reason).toMatch(/\w+ \w+ \w+/);
});

test('there are enough kinds, each of them for both engines if both have the type', () => {
  expect(additionKinds.length).toBeGreaterThanOrEqual(40);
  expect(new Set(additionKinds.map(({ name }) => name)).size).toBe(additionKinds.length);
  for (const { name, parents: of } of additionKinds) {
    const engines = Object.keys(of).map((type) => (type.includes('::') ? 'cdk' : 'cdktf'));
    expect([name, [...new Set(engines)].sort()]).toEqual([name, ['cdk', 'cdktf']]);
  }
});
