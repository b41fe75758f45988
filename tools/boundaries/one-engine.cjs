const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, relative, resolve, sep } = require('node:path');
const ts = require('typescript');

/** The packages of each engine that come from a registry, as patterns: `*` is any text. */
const packagesOf = {
  cdk: ['aws-cdk-lib', 'cdk-monitoring-constructs', 'cdk-nag', '@aws-cdk/*'],
  cdktf: ['cdktf', 'cdktn', '@cdktf/*'],
};
const engines = Object.keys(packagesOf);

/** The ESLint rule that gives each file of a project with the tag `engine:both` at most one engine. */
const oneEngine = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const { filename, sourceCode } = context;
    const project = folderWith('project.json', filename);
    if (project === undefined || !tagsOf(project).includes('engine:both')) return {};
    return {
      'Program:exit'() {
        const reached = enginesReachedFrom(filename, sourceCode.text, project);
        if (engines.some((engine) => !reached.has(engine))) return;
        const last = Math.max(...[...reached.values()].map(({ at }) => at));
        const chains = engines.map((engine) => `${engine} by ${reached.get(engine).chain.join(' → ')}`);
        context.report({
          loc: sourceCode.getLocFromIndex(last),
          message: `A file may reach one engine, and this one reaches both: ${chains.join('; ')}. Move what needs one of them into a file of its own; what both need may import neither.`,
        });
      },
    };
  },
};

/**
 * The engines that the imports of a file lead to. Each has the shortest chain of imports, from the file to a package of
 * the engine, and the position in the file at which the chain begins.
 *
 * @param text the file as it is in the editor; other files are read from the disk
 * @returns by engine: `{ chain: ['apps/shop/src/a.ts', 'aws-cdk-lib/core'], at: 0 }`
 */
function enginesReachedFrom(file, text, project) {
  const root = folderWith('nx.json', file) ?? project;
  const label = (path) => relative(root, path).split(sep).join('/');
  const engineOfLib = enginesOfLibs(root);
  const reached = new Map();
  const seen = new Set([file]);
  // Files that are found are added at the end, so that the shortest chain is found first.
  const steps = [{ file, imports: importsIn(file, text), chain: [label(file)] }];
  for (const { file: from, imports, chain, at: begin } of steps) {
    for (const { specifier, isDynamic, at } of imports) {
      // The entry chooses an engine by its dynamic imports.
      if (isDynamic && from === join(project, 'src', 'main.ts')) continue;
      const first = begin ?? at;
      if (specifier.startsWith('.')) {
        const next = fileOf(resolve(dirname(from), specifier));
        if (next === undefined || seen.has(next)) continue;
        seen.add(next);
        steps.push({ file: next, imports: importsOnDisk(next), chain: [...chain, label(next)], at: first });
        continue;
      }
      for (const engine of enginesOfPackage(specifier, engineOfLib))
        if (!reached.has(engine)) reached.set(engine, { chain: [...chain, specifier], at: first });
    }
  }
  return reached;
}

/** The nearest folder above a file that has an entry with a name. */
function folderWith(name, file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, name))) return folder;
  return undefined;
}

function tagsOf(project) {
  return readJson(join(project, 'project.json')).tags ?? [];
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The engines of the workspace's libs by the name of their package, from their tags. */
function enginesOfLibs(root) {
  const libs = join(root, 'libs');
  const folders = existsSync(libs) ? readdirSync(libs).map((name) => join(libs, name)) : [];
  const isLib = (folder) => ['package.json', 'project.json'].every((file) => existsSync(join(folder, file)));
  return new Map(
    folders.filter(isLib).map((folder) => {
      const tags = tagsOf(folder);
      const own = engines.filter((each) => tags.includes(`engine:${each}`) || tags.includes('engine:both'));
      return [readJson(join(folder, 'package.json')).name, own];
    }),
  );
}

/** The engines of a package: `@bulkhead/cdk/testing` is in the package `@bulkhead/cdk`. */
function enginesOfPackage(specifier, engineOfLib) {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return (
    engineOfLib.get(name) ??
    engines.filter((engine) => packagesOf[engine].some((each) => matches(name, each)))
  );
}

const matches = (name, pattern) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

/** The source that a relative import names. A dynamic import names the compiled file. */
function fileOf(path) {
  const candidates = [
    path.replace(/\.([cm]?)js$/, '.$1ts'),
    `${path}.ts`,
    `${path}.tsx`,
    join(path, 'index.ts'),
    path,
  ];
  return candidates.find((each) => /\.[cm]?[jt]sx?$/.test(each) && existsSync(each));
}

/** What was parsed, by file. An editor keeps this process for days, so each entry has the state of its file. */
const parsed = new Map();

function importsOnDisk(file) {
  const { mtimeMs, size } = statSync(file);
  const known = parsed.get(file);
  if (known?.mtimeMs === mtimeMs && known.size === size) return known.imports;
  const imports = importsIn(file, readFileSync(file, 'utf8'));
  parsed.set(file, { mtimeMs, size, imports });
  return imports;
}

/** Everything that a source imports, types included: `{ specifier, isDynamic, at }`. */
function importsIn(file, text) {
  const imports = [];
  const add = (node, isDynamic = false) => {
    if (node && ts.isStringLiteralLike(node))
      imports.push({ specifier: node.text, isDynamic, at: node.getStart() });
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node)) {
      const { expression: callee } = node;
      if (callee.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
      else if (['require', 'jest.requireActual'].includes(callee.getText())) add(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return imports;
}

module.exports = { oneEngine, packagesOf };
