import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How large a generated workspace is. */
export interface WorkspaceSize {
  readonly apps: number;
  readonly stacksPerApp: number;
  /** Number of apps in one layer. Each stack consumes from the stack of the same name in the layer before. */
  readonly appsPerLayer: number;
}

/** The value that the generated stacks publish. A value of this shape can stand for a deployed one. */
export const publishedValue = 'id-1';

const generatedLib = 'libs/generated';

/**
 * Generates a workspace of many small stacks in a temporary folder. It has this repository's tools and libs, the
 * installed packages of the checkout, and apps of its own. Every other app is a CDK app.
 *
 * @returns absolute path of the folder, which the caller removes
 */
export function generateWorkspace(workspaceRoot: string, size: WorkspaceSize): string {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-scale-'));
  copyTools(workspaceRoot, directory);
  const apps = Array.from({ length: size.apps }, (_, index) => index);
  writeContracts(directory);
  writeEnvironment(directory, apps, size);
  for (const app of apps) writeApp(directory, app, size);
  linkPackages(workspaceRoot, directory);
  execFileSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: directory });
  return directory;
}

/** Removes a workspace that `generateWorkspace` made. */
export function removeWorkspace(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

function copyTools(workspaceRoot: string, directory: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  const all = listed.split('\0').filter(Boolean);
  const tools = toolsOf(workspaceRoot, all);
  const files = all.filter(
    (file) => !file.includes('/') || file.startsWith('libs/') || tools.has(toolIn(file)),
  );
  for (const file of files.filter((name) => existsSync(join(workspaceRoot, name)))) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    cpSync(join(workspaceRoot, file), join(directory, file));
  }
}

function writeContracts(directory: string): void {
  write(directory, `${generatedLib}/package.json`, {
    name: '@bulkhead/generated',
    version: '0.1.0',
    private: true,
    exports: { '.': { '@bulkhead/source': './src/index.ts', default: './dist/index.js' } },
  });
  write(directory, `${generatedLib}/project.json`, {
    name: 'generated',
    tags: ['type:neutral', 'engine:none'],
  });
  write(
    directory,
    `${generatedLib}/src/index.ts`,
    `import { contract, parameter } from '@bulkhead/contracts';
export const generated = (name: string) => contract(name, { id: parameter(/^id-[0-9]+$/, 'An id') });
`,
  );
}

/** Environment `local` has the generated apps. The schema of the repository does not know these apps. */
function writeEnvironment(directory: string, apps: readonly number[], size: WorkspaceSize): void {
  edit(
    directory,
    'libs/config/src/definition/environment-schema.ts',
    'apps: appsSchema,',
    'apps: appsSchema.loose(),',
  );
  const stacks = Object.fromEntries(stackNames(size).map((stack) => [stack, {}]));
  const settings = Object.fromEntries(apps.map((app) => [appName(app), stacks]));
  edit(
    directory,
    'libs/config/src/environments/local.ts',
    'apps: { observability: null }',
    `apps: ${JSON.stringify(settings)} as object`,
  );
}

function writeApp(directory: string, app: number, size: WorkspaceSize): void {
  const name = appName(app);
  const engine = app % 2 === 0 ? 'cdk' : 'cdktf';
  const before = app - size.appsPerLayer;
  const consumed = (stack: string) => (before < 0 ? undefined : contractName(before, stack));
  const stacks = stackNames(size);
  write(directory, `apps/${name}/project.json`, {
    name,
    sourceRoot: `apps/${name}/src`,
    projectType: 'application',
    tags: ['type:app', `engine:${engine}`],
    metadata: {
      owner: '@acme/platform',
      stacks: Object.fromEntries(
        stacks.map((stack) => [
          stack,
          {
            engine,
            regions: ['primary'],
            consumes: [consumed(stack)].filter(Boolean),
            publishes: [contractName(app, stack)],
          },
        ]),
      ),
    },
  });
  const entries = stacks.map(
    (stack) => `  ${stack}: async () => (await import('./${stack}.js')).GeneratedStack,`,
  );
  write(
    directory,
    `apps/${name}/src/main.ts`,
    `import { synthesizeApp } from '@bulkhead/${engine}';
void synthesizeApp(__dirname, {
${entries.join('\n')}
});
`,
  );
  for (const stack of stacks) {
    const contract = consumed(stack);
    write(
      directory,
      `apps/${name}/src/${stack}.ts`,
      `import { BulkheadStack, consume, publish } from '@bulkhead/${engine}';
import { generated } from '@bulkhead/generated';
export class GeneratedStack extends BulkheadStack {
  constructor(scope: ConstructorParameters<typeof BulkheadStack>[0], context: ConstructorParameters<typeof BulkheadStack>[1]) {
    super(scope, context);
    publish(this, generated('${contractName(app, stack)}'), { id: '${publishedValue}' });
    ${contract ? `void consume(this, generated('${contract}')).id;` : ''}
  }
}
`,
    );
  }
}

/** Name of the tool that a file belongs to; empty for any other file. */
function toolIn(file: string): string {
  return /^tools\/([^/]+)\//.exec(file)?.[1] ?? '';
}

/** The tool that runs the stacks, and every tool that it imports, directly or through others. */
export function toolsOf(workspaceRoot: string, files: readonly string[]): ReadonlySet<string> {
  const sources = files.filter(
    (file) => /^tools\/.*\.c?ts$|^tools\/.*\.js$/.test(file) && !file.includes('.spec.'),
  );
  const known = new Set(files.map(toolIn).filter(Boolean));
  const found = new Set(['stacks']);
  for (const tool of found) {
    for (const file of sources.filter((each) => toolIn(each) === tool)) {
      const text = readFileSync(join(workspaceRoot, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/['"]@bulkhead\/([\w-]+)/g))
        if (known.has(name)) found.add(name);
    }
  }
  return found;
}

/** Installed packages are linked to the checkout's. The workspace's own packages are linked to its own folders. */
function linkPackages(workspaceRoot: string, directory: string): void {
  const installed = join(workspaceRoot, 'node_modules');
  const modules = join(directory, 'node_modules');
  mkdirSync(join(modules, '@bulkhead'), { recursive: true });
  for (const name of readdirSync(installed).filter((entry) => entry !== '@bulkhead' && entry !== '.cache')) {
    symlinkSync(join(installed, name), join(modules, name));
  }
  for (const kind of ['libs', 'tools']) {
    for (const name of readdirSync(join(directory, kind))) {
      symlinkSync(join(directory, kind, name), join(modules, '@bulkhead', name));
    }
  }
}

function stackNames({ stacksPerApp }: WorkspaceSize): string[] {
  return Array.from({ length: stacksPerApp }, (_, index) => `part${index + 1}`);
}

function appName(app: number): string {
  return `team-${String(app + 1).padStart(2, '0')}`;
}

function contractName(app: number, stack: string): string {
  return `${appName(app)}-${stack}`;
}

function write(directory: string, file: string, content: string | object): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true });
  writeFileSync(
    join(directory, file),
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  );
}

function edit(directory: string, file: string, from: string, to: string): void {
  const parts = readFileSync(join(directory, file), 'utf8').split(from);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${from}`);
  writeFileSync(join(directory, file), parts.join(to));
}
