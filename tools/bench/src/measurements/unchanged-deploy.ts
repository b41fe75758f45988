import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { applyEnvironment, emulatorEnvironment, findTerraform } from '@bulkhead/emulator';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Measurement } from '../measurement';
import { type PeerApp, peerVariables, writePeerApp } from '../peers/peer-app';
import { runProcess } from '../processes/run-process';
import { comparisonOf } from '../report/comparison';
import { type BenchStack, benchStacks } from '../stacks/bench-stacks';
import { takenInTurn } from '../taken-in-turn';

const environment = 'local';

/**
 * Deploying everything when nothing differs: one command of ours, and the engines, which run one stack after the other.
 */
export const unchangedDeploy: Measurement = {
  name: 'unchanged-deploy',
  title: 'Deploying every stack when nothing differs',
  runs: 5,
  async measure(bench) {
    const programs = await bench.peers();
    const copy = await bench.deployedCopy();
    const stacks = benchStacks(copy.directory, environment);
    const peers = await Promise.all(stacks.map((stack) => peerOf(copy, programs, stack)));
    const subject = `${stacks.length} stacks`;

    bench.notify(`unchanged deploy of ${subject}`);
    const inOrder = (act: (peer: Peer) => Promise<void>) => async () => {
      for (const peer of peers) await act(peer);
    };
    const taken = await takenInTurn(bench.runs, {
      ours: () => deployUnchanged(copy),
      engines: inOrder((peer) => peer.deploy()),
      commands: inOrder((peer) => peer.synthesizeAndDeploy()),
    });
    const ours = { label: 'nx run-many -t deploy', ...taken.ours };
    const planned = peers.filter(({ plansOnly }) => plansOnly).map(({ stack }) => stack.id);
    return {
      comparisons: [
        comparisonOf(subject, ours, { label: 'the engines on synthesized output', ...taken.engines }),
        comparisonOf(subject, ours, { label: 'the engines from TypeScript', ...taken.commands }),
      ],
      notes: [
        'The engines run `terraform apply -auto-approve` in the initialized folder of each CDKTF stack, and `cdk deploy` for each CDK stack. They run one after the other and do not decide the order. On synthesized output, the engines skip every step that our command does before the deploy. From TypeScript, `cdktf synth` and `cdk deploy` first run the app with ts-node, as their users do.',
        'Ours is the whole command, including Nx without its daemon. It checks the sources, the synthesized output and the consumed values of every stack. It does not look at the resources: `drift` does that, and the engines do it in every deploy.',
        ...(planned.length > 0
          ? [
              `The emulator does not return ${planned.join(', ')} as it was given, so an apply would change it. \`terraform plan\` takes the place of the apply there: an unchanged apply also only plans.`,
            ]
          : []),
      ],
    };
  },
};

async function deployUnchanged(copy: WorkspaceCopy): Promise<void> {
  await copy.succeed(`run-many -t deploy -c ${environment}`);
  const changed = Object.entries(copy.outcomes()).filter(([, outcome]) => outcome !== 'unchanged');
  if (changed.length > 0) throw new Error(`Not unchanged: ${JSON.stringify(changed)}`);
}

/** One stack that its own engine deploys. */
interface Peer {
  readonly stack: BenchStack;
  /** True if an apply would change attributes that the emulator did not keep. */
  readonly plansOnly: boolean;
  /** Runs the engine on the output that is already synthesized. */
  deploy(): Promise<void>;
  /** Runs the app with ts-node, and then the engine on its output. */
  synthesizeAndDeploy(): Promise<void>;
}

async function peerOf(copy: WorkspaceCopy, programs: string, stack: BenchStack): Promise<Peer> {
  const app = writePeerApp(copy.directory, stack, environment);
  const variables = applyEnvironment(peerVariables(programs, 'checked'), emulatorEnvironment(copy.endpoint));
  const run = async (command: string, args: readonly string[], directory: string, expected?: number[]) =>
    runProcess({ command, arguments: args, directory, variables, expected });

  return stack.engine === 'cdktf' ? terraformPeer(copy, stack, app, run) : cdkPeer(copy, stack, app, run);
}

type Run = (
  command: string,
  args: readonly string[],
  directory: string,
  expected?: number[],
) => Promise<number>;

async function terraformPeer(
  { directory }: WorkspaceCopy,
  stack: BenchStack,
  app: PeerApp,
  run: Run,
): Promise<Peer> {
  const folder = join(directory, 'dist/terraform', environment, stack.role, stack.app, stack.stack);
  const plan = ['plan', '-input=false', '-detailed-exitcode'];
  const { path: terraform } = (await findTerraform()) ?? { path: 'terraform' };
  // Exit code 2: the plan has changes.
  const plansOnly = (await run(terraform, plan, folder, [0, 2])) === 2;
  const deploy = async () => {
    if (plansOnly) await run(terraform, plan, folder, [2]);
    else await run(terraform, ['apply', '-auto-approve', '-input=false'], folder);
  };
  const synthesizeAndDeploy = async () => {
    await run(app.command, app.arguments, app.directory);
    await deploy();
  };
  return { stack, plansOnly, deploy, synthesizeAndDeploy };
}

async function cdkPeer(
  { directory }: WorkspaceCopy,
  stack: BenchStack,
  app: PeerApp,
  run: Run,
): Promise<Peer> {
  const assembly = join(directory, 'dist/synth', environment, stack.role, stack.app, stack.stack);
  const options = ['--require-approval', 'never', '--method', 'direct', '--no-notices'];
  return {
    stack,
    plansOnly: false,
    deploy: async () => {
      await run('cdk', ['deploy', '--app', assembly, ...options], app.directory);
    },
    synthesizeAndDeploy: async () => {
      rmSync(join(app.directory, 'cdk.out'), { recursive: true, force: true });
      await run('cdk', ['deploy', ...options], app.directory);
    },
  };
}
