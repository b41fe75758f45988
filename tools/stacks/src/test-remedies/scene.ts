import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ParameterUse } from '@bulkhead/stack';
import { beginWorld, type TestWorld } from '../actions/test-world';
import { testFolder, writeFiles } from '../test-folder';
import { type StackInstance } from '../workspace/stack-instance';
import { testInstance } from '../workspace/test-instances';
import { codesIn } from './printed-next';
import { playAws } from './played-aws';
import { playNx } from './played-nx';
import { ScratchShell, type StartedProgram } from './scratch-shell';

/** The output of a command, and how it ended. */
export interface Typed {
  readonly text: string;
  /** Codes of the errors in the output. */
  readonly codes: readonly string[];
  readonly good: boolean;
}

/** One stack of a manifest. */
type Stack = Readonly<{
  engine?: 'cdk' | 'cdktf';
  regions?: string[];
  consumes?: string[];
  publishes?: string[];
  formerly?: string[];
}>;

export const network = testInstance('network/vpc@primary', { publishes: ['network'] });
export const database = testInstance('database/relational@primary', {
  consumes: [{ contract: 'network', role: 'primary' }],
});

/** The parameter that the network publishes. */
export const vpcId = '/bulkhead/qa/network/vpcId';
export const vpcIdUse = {
  contract: 'network',
  key: 'vpcId',
  kind: 'string',
  path: vpcId,
  pattern: '^vpc-',
} as const;

/**
 * A checkout with a network and a database that reads from the network, in the environment in the file `qa.json`. Also
 * an account in which nothing is deployed yet. Commands are typed as a user types them.
 */
export class Scene {
  readonly root = testFolder();
  readonly world: TestWorld = beginWorld();
  /** Stacks of each app. */
  readonly apps: Record<string, Record<string, Stack>> = {
    network: { vpc: { publishes: ['network'] } },
    database: { relational: { consumes: ['network'] } },
  };
  /** The environment, without its name. */
  readonly environment: Record<string, unknown> = {
    preset: 'saas',
    account: '123456789012',
    protected: false,
    target: 'emulator',
  };
  /** Values that the stacks publish, by path. @default `vpc-1` */
  readonly values: Record<string, string> = {};
  /** Variables of the user's shell. */
  readonly variables: NodeJS.ProcessEnv = { ...process.env };
  /**
   * The effect of other programs, by the beginning of their command line: `npm run up`, `npx nx run emulator:start`.
   */
  readonly programs: Record<string, (words: readonly string[]) => void> = {};
  private readonly shell = new ScratchShell(this.root);

  constructor() {
    this.write();
    this.synthesizes(network, { aws_vpc: { main: {} } }, { publishes: [vpcIdUse] });
    this.synthesizes(database, { aws_db_instance: { main: {} } }, { consumes: [vpcIdUse] });
    this.world.engine.deploy = async (request) => {
      request.approve?.((await this.world.engine.diff?.(request))?.changes ?? []);
      this.publish(request.instance);
      return { added: 1, changed: 0, destroyed: 0 };
    };
  }

  /** Writes the present apps and environment to the checkout. */
  write(): void {
    const manifests = Object.entries(this.apps).map(([name, stacks]): [string, object] => {
      const declared = Object.entries(stacks).map(([stack, said]) => [
        stack,
        { engine: 'cdktf', regions: ['primary'], ...said },
      ]);
      return [
        `apps/${name}/project.json`,
        { name, metadata: { owner: '@acme/x', stacks: Object.fromEntries(declared) } },
      ];
    });
    rmSync(join(this.root, 'apps'), { recursive: true, force: true });
    writeFiles(this.root, {
      'project.json': { name: 'bulkhead' },
      'libs/config/src/environments/local.ts': '',
      'libs/config/src/environments/dev.ts': '',
      '.gitignore': 'dist\n',
      'qa.json': { name: 'qa', ...this.environment },
      ...Object.fromEntries(manifests),
    });
  }

  /** Replaces the stacks in the manifest of an app. */
  declares(stacks: Record<string, Stack>, app = 'network'): void {
    this.apps[app] = stacks;
    this.write();
  }

  /** Removes an app from the checkout. */
  remove(app: string): void {
    delete this.apps[app];
    this.write();
  }

  /** Replaces the code of a stack: Terraform resources, by type and name, and what it exchanges. */
  synthesizes(
    { id, app, stack, role, region, engine }: StackInstance,
    resource: object,
    {
      moved,
      ...over
    }: { publishes?: readonly object[]; consumes?: readonly object[]; moved?: object[] } = {},
  ): void {
    const exchange = { publishes: [], consumes: [], ...over };
    const common = {
      app,
      stack,
      role,
      region,
      engine,
      template: 'cdk.tf.json',
      omitted: [],
      suppressions: [],
    };
    const directory = testFolder({
      'cdk.tf.json': { resource, ...(moved && { moved }) },
      'stack.json': { ...common, ...exchange },
    });
    this.world.synthesized.set(id, { ...common, ...exchange, directory } as object);
  }

  /** Puts the values that a stack publishes into the account. */
  publish({ id, region }: StackInstance): void {
    for (const { path } of (this.world.synthesized.get(id)?.publishes ?? []) as ParameterUse[])
      this.world.parameters.set(`${region} ${path}`, this.values[path] ?? 'vpc-1');
  }

  /** Deploys everything, as a user does. */
  async deployAll(): Promise<void> {
    await this.goodly('npx nx run-many -t deploy --environment=qa.json');
  }

  /** Types a command that has to succeed. Returns its output. */
  async goodly(line: string): Promise<string> {
    const { good, text } = await this.type(line);
    if (!good) throw new Error(`${line}\ndid not come out well:\n${text}`);
    return text;
  }

  /** Makes the checkout a repository with its content as the first commit; or commits the changes. */
  commit(): string {
    if (!existsSync(join(this.root, '.git'))) this.git('init', '--quiet', '--initial-branch=main');
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message=as it is');
    return this.git('rev-parse', 'HEAD');
  }

  /** Replaces the repository by a shallow clone of the last commit, as pipelines have one. */
  cutOff(): void {
    const whole = join(testFolder(), 'whole');
    renameSync(join(this.root, '.git'), whole);
    this.git('init', '--quiet', '--initial-branch=main');
    this.git('remote', 'add', 'origin', `file://${whole}`);
    this.git('fetch', '--quiet', '--depth=1', 'origin', 'main');
    this.git('reset', '--quiet', 'FETCH_HEAD');
  }

  git(...words: string[]): string {
    const ada = ['-c', 'user.name=ada', '-c', 'user.email=ada@acme.example'];
    return execFileSync('git', [...ada, ...words], { cwd: this.root, encoding: 'utf8' }).trim();
  }

  /** Types a command line into a shell, and runs the tool. */
  async type(line: string): Promise<Typed> {
    const printed: string[] = [];
    const note = (...said: unknown[]) => void printed.push(said.join(' '));
    const spies = (['log', 'error'] as const).map((name) =>
      jest.spyOn(console, name).mockImplementation(note),
    );
    let good = true;
    try {
      for (const program of this.shell.run(line, this.variables)) good = (await this.play(program)) && good;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    const text = printed.join('\n');
    return { text, codes: codesIn(text), good };
  }

  private async play(program: StartedProgram): Promise<boolean> {
    const { words } = program;
    const command = words.join(' ');
    const [, own] = Object.entries(this.programs).find(([start]) => command.startsWith(start)) ?? [];
    if (own) {
      own(words);
      return true;
    }
    if (words[0] === 'npx' && words[1] === 'nx') return playNx(this, words.slice(2), program.variables);
    if (words[0] === 'aws') {
      // Without its endpoint, the call would go to the AWS of the user's account.
      expect(program.variables['AWS_ENDPOINT_URL']).toBe(this.world.endpoint);
      playAws(this.world, words.slice(1));
      return true;
    }
    throw new Error(`Nothing here plays: ${command}`);
  }
}
