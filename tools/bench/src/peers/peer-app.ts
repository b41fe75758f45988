import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { createRequire } from 'node:module';
import { processVariables } from '../processes/process-variables';
import { type BenchStack } from '../stacks/bench-stacks';

/** How a peer runs an app: as its users do, or with every optional step turned off. */
export type PeerMode = 'checked' | 'fastest';

/** An app with one stack, as a user of `cdktf synth` or `cdk synth` would have it. */
export interface PeerApp {
  /** The program that synthesizes the app. */
  readonly command: 'cdktf' | 'cdk';
  readonly arguments: readonly string[];
  /** Absolute path of the folder in which the program runs. */
  readonly directory: string;
  /** Absolute path of the template that the program writes. */
  readonly template: string;
}

/**
 * Writes a TypeScript app with one stack. The app builds the same class as the stack's own app, from the same sources:
 * a stack `vpc` is the class `VpcStack` of `vpc-stack.ts`.
 *
 * @param environment name of an environment, or the absolute path of its file
 * @returns the app, in `dist/bench/peers` of the workspace
 */
export function writePeerApp(workspaceRoot: string, stack: BenchStack, environment: string): PeerApp {
  const directory = join(
    workspaceRoot,
    'dist/bench/peers',
    basename(environment, '.json'),
    stack.app,
    stack.stack,
  );
  const root = relative(directory, workspaceRoot);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const write = (name: string, content: string | object) =>
    writeFileSync(
      join(directory, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );

  write('main.ts', mainOf(stack, environment, root));
  write('tsconfig.json', {
    extends: `${root}/tsconfig.base.json`,
    compilerOptions: { types: ['node'] },
    include: ['main.ts'],
  });
  if (stack.engine === 'cdktf') {
    write('cdktf.json', {
      language: 'typescript',
      app: 'ts-node main.ts',
      projectId: 'bench',
      sendCrashReports: 'false',
    });
    const template = join(directory, 'cdktf.out/stacks', stack.stack, 'cdk.tf.json');
    return { command: 'cdktf', arguments: ['synth'], directory, template };
  }
  write('cdk.json', {
    app: 'ts-node --prefer-ts-exts main.ts',
    versionReporting: false,
    notices: false,
    // Our output has none either, because a change in a resource's metadata causes a deploy.
    pathMetadata: false,
    assetMetadata: false,
    context: featureFlags(workspaceRoot),
  });
  const template = join(directory, 'cdk.out', `${stack.stack}.template.json`);
  return { command: 'cdk', arguments: ['synth', '--quiet'], directory, template };
}

/**
 * The variables of a peer's process.
 *
 * @param programs folder of the peers' programs
 */
export function peerVariables(programs: string, mode: PeerMode): NodeJS.ProcessEnv {
  const variables = processVariables();
  return {
    ...variables,
    PATH: [programs, variables['PATH']].join(delimiter),
    // ts-node reads its input from sources, so the workspace's own packages are also read from their sources.
    NODE_OPTIONS: '--conditions=@bulkhead/source',
    ...(mode === 'fastest' && { TS_NODE_TRANSPILE_ONLY: 'true', CDK_VALIDATION: 'false' }),
  };
}

function mainOf({ app, stack, engine, role }: BenchStack, environment: string, root: string): string {
  const stackClass = `${stack.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Stack`;
  return `import { App } from '${engine === 'cdk' ? 'aws-cdk-lib/core' : 'cdktf'}';
import { loadEnvironment } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { StackContext } from '@bulkhead/stack';
import projectJson from '${root}/apps/${app}/project.json';
import { ${stackClass} } from '${root}/apps/${app}/src/${stack}-stack';

const manifest = parseManifest(projectJson, 'apps/${app}/project.json');
if (!manifest) throw new Error('apps/${app}/project.json declares no stacks.');
const app = new App();
new ${stackClass}(app, new StackContext(loadEnvironment('${environment}', __dirname), manifest, '${stack}', '${role}'));
app.synth();
`;
}

/** The feature flags that `cdk init` would write. Our own CDK apps set the same. */
function featureFlags(workspaceRoot: string): object {
  const library = dirname(
    createRequire(join(workspaceRoot, 'package.json')).resolve('aws-cdk-lib/package.json'),
  );
  return JSON.parse(readFileSync(join(library, 'recommended-feature-flags.json'), 'utf8')) as object;
}
