import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter, type Rule } from 'eslint';
import { parser } from 'typescript-eslint';

const { oneEngine } = jest.requireActual<{ oneEngine: Rule.RuleModule }>('../one-engine.cjs');

type Files = Readonly<Record<string, string | object>>;

/** An app `shop` with both engines, an app `stall` with one, and a lib of each engine and of none. */
const workspace: Files = {
  'nx.json': {},
  'apps/shop/project.json': { tags: ['type:app', 'engine:both'] },
  'apps/stall/project.json': { tags: ['type:app', 'engine:cdk'] },
  ...Object.fromEntries(
    ['cdk', 'cdktf', 'none'].flatMap((engine) => [
      [`libs/of-${engine}/package.json`, { name: `@bulkhead/of-${engine}` }],
      [`libs/of-${engine}/project.json`, { tags: [`engine:${engine}`] }],
    ]),
  ),
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bulkhead-one-engine-'));
  write(workspace);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** The findings of the rule in a file of `shop` with a text, beside other files of `shop`. */
function found(
  text: string,
  others: Files = {},
  { file = 'stack.ts', app = 'shop' } = {},
): Linter.LintMessage[] {
  write(
    Object.fromEntries(Object.entries(others).map(([name, content]) => [`apps/${app}/src/${name}`, content])),
  );
  return new Linter({ cwd: root }).verify(
    text,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser: parser as Linter.Parser },
        plugins: { bulkhead: { rules: { 'one-engine': oneEngine } } },
        rules: { 'bulkhead/one-engine': 'error' },
      },
    ],
    { filename: join(root, `apps/${app}/src/${file}`) },
  );
}

const chains = (...given: Parameters<typeof found>) =>
  found(...given).map(({ message }) => /both: (.*)\. Move/.exec(message)?.[1] ?? message);

const both = ['cdk by apps/shop/src/stack.ts → aws-cdk-lib/core; cdktf by apps/shop/src/stack.ts → cdktf'];

test.each([
  ['two imports', "import { App } from 'aws-cdk-lib/core';\nimport { Fn } from 'cdktf';"],
  ['an import of a type', "import { App } from 'aws-cdk-lib/core';\nimport type { Fn } from 'cdktf';"],
  ['an import of a module alone', "import 'aws-cdk-lib/core';\nimport 'cdktf';"],
  ['an import by require', "import core = require('aws-cdk-lib/core');\nimport tf = require('cdktf');"],
  ['a call of require', "import 'aws-cdk-lib/core';\nconst tf = require('cdktf');"],
  ['a call that waits', "import 'aws-cdk-lib/core';\nconst tf = import('cdktf');"],
  ['a call of Jest', "import 'aws-cdk-lib/core';\nconst tf = jest.requireActual('cdktf');"],
  ['a type in place', "import 'aws-cdk-lib/core';\ntype Tf = import('cdktf').Fn;"],
  ['an export of all', "import 'aws-cdk-lib/core';\nexport * from 'cdktf';"],
  ['an export of one', "import 'aws-cdk-lib/core';\nexport { Fn } from 'cdktf';"],
])('a file with both engines is refused: %s', (_, text) => {
  expect(chains(text)).toEqual(both);
});

test('the finding is at the import that adds the second engine', () => {
  expect(found("import 'cdktf';\n\nimport 'aws-cdk-lib/core';")).toMatchObject([{ line: 3, column: 8 }]);
});

test('a file that gets the engines from two others is refused, with the shortest chain to each', () => {
  const others = {
    'topics.ts': "import './detour';\nimport { keyOf } from './key';",
    'detour.ts': "import './further';",
    'further.ts': "import 'aws-cdk-lib/core';",
    'key.ts': "import { Key } from 'aws-cdk-lib/aws-kms';",
    'trail/index.ts': "export * from '@bulkhead/of-cdktf/testing';",
  };

  expect(chains("import './topics';\nimport { Trail } from './trail';", others)).toEqual([
    'cdk by apps/shop/src/stack.ts → apps/shop/src/topics.ts → apps/shop/src/key.ts → aws-cdk-lib/aws-kms; cdktf by apps/shop/src/stack.ts → apps/shop/src/trail/index.ts → @bulkhead/of-cdktf/testing',
  ]);
});

test.each(['aws-cdk-lib', 'cdk-monitoring-constructs', '@aws-cdk/toolkit-lib', '@bulkhead/of-cdk'])(
  '%s is of cdk',
  (name) => {
    expect(chains(`import '${name}';\nimport 'cdktf';`)).toHaveLength(1);
    expect(chains(`import '${name}';\nimport 'aws-cdk-lib/core';`)).toEqual([]);
  },
);

test.each(['cdktf', 'cdktn', '@cdktf/provider-aws/lib/vpc', '@bulkhead/of-cdktf'])(
  '%s is of cdktf',
  (name) => {
    expect(chains(`import '${name}';\nimport 'aws-cdk-lib';`)).toHaveLength(1);
    expect(chains(`import '${name}';\nimport 'cdktf';`)).toEqual([]);
  },
);

test.each(['constructs', '@bulkhead/of-none', '@bulkhead/unknown', 'node:path', 'cdktf-of-others'])(
  '%s has no engine',
  (name) => {
    expect(chains(`import '${name}';\nimport 'aws-cdk-lib';`)).toEqual([]);
    expect(chains(`import '${name}';\nimport 'cdktf';`)).toEqual([]);
  },
);

test('a spec is refused like any other file', () => {
  const others = { 'topics.ts': "import 'aws-cdk-lib/core';", 'trail.ts': "import 'cdktf';" };
  const text = "import { Topics } from './topics';\nimport { Trail } from './trail';";

  expect(found(text, others, { file: 'stack.spec.ts' })).toHaveLength(1);
});

describe('the entry of the app', () => {
  const others = { 'cdk-stacks.ts': "import 'aws-cdk-lib';", 'cdktf-stacks.ts': "import 'cdktf';" };
  const choice = "const all = { a: () => import('./cdk-stacks.js'), b: () => import('./cdktf-stacks.js') };";

  test('may choose an engine by imports that wait', () => {
    expect(chains(choice, others, { file: 'main.ts' })).toEqual([]);
    expect(chains("import './main';", { ...others, 'main.ts': choice })).toEqual([]);
  });

  test('may not import both like any other file', () => {
    const text = "import './cdk-stacks.js';\nimport './cdktf-stacks.js';";

    expect(chains(text, others, { file: 'main.ts' })).toHaveLength(1);
  });

  test('is the only file that may choose', () => {
    expect(chains(choice, others, { file: 'choice.ts' })).toHaveLength(1);
    expect(chains(choice, others, { file: 'constructs/main.ts' })).toEqual([]);
    expect(chains(choice.replaceAll("'./", "'../"), others, { file: 'constructs/main.ts' })).toHaveLength(1);
  });
});

test('files of both engines may import a third that has none', () => {
  const others = {
    'names.ts': "import { naming } from '@bulkhead/of-none';\nimport { join } from 'node:path';",
  };

  expect(chains("import './names';\nimport 'aws-cdk-lib';", others)).toEqual([]);
  expect(chains("import './names';\nimport 'cdktf';", others)).toEqual([]);
});

test('files that import each other, and files that are missing, are no hindrance', () => {
  const others = { 'one.ts': "import './other';", 'other.ts': "import './one';\nimport 'cdktf';" };

  expect(chains("import './one';\nimport './missing';\nimport './data.json';", others)).toEqual([]);
  expect(chains("import './one';\nimport 'aws-cdk-lib';", others)).toHaveLength(1);
});

test('a change of an imported file is seen by the same process', () => {
  const text = "import './topics';\nimport 'cdktf';";

  expect(chains(text, { 'topics.ts': "import '@bulkhead/of-none';" })).toEqual([]);
  expect(chains(text, { 'topics.ts': "import '@bulkhead/of-cdk';" })).toHaveLength(1);
  write({ 'libs/of-cdk/project.json': { tags: ['engine:none'] } });
  expect(chains(text)).toEqual([]);
});

test('an app of one engine, and a file of no project, is left to the module boundaries', () => {
  const text = "import 'aws-cdk-lib';\nimport 'cdktf';";

  expect(found(text, {}, { app: 'stall' })).toEqual([]);
  expect(found(text, {}, { app: 'none' })).toEqual([]);
});
