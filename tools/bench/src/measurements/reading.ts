import { join } from 'node:path';
import { applyEnvironment, emulatorEnvironment, findTerraform } from '@bulkhead/emulator';
import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Bench, type Measurement } from '../measurement';
import { processVariables } from '../processes/process-variables';
import { runProcess } from '../processes/run-process';
import { comparisonOf, type Timed } from '../report/comparison';
import { type Comparison } from '../report/report-schema';
import { takenInTurn } from '../taken-in-turn';

/** The largest of the local environments: both regions. */
const environment = 'local-patient-data';

/** The apps that Terraform deploys: the emulator cannot compare the stacks of CloudFormation. */
const apps = ['network', 'database', 'dr-region', 'cdn-dns'];

/**
 * Commands that only look: `diff` and `drift` of every Terraform stack, with the provider that the commands of a stack
 * share, and without it; and Terraform alone, one stack after the other.
 */
export const reading: Measurement = {
  name: 'reading',
  title: 'Diff and drift of every Terraform stack of patient-data',
  runs: 3,
  async measure(bench) {
    bench.notify(`deploying ${environment}, both regions, to an emulator of its own`);
    const copy = await WorkspaceCopy.create();
    try {
      await copy.succeed(`run-many -t deploy -c ${environment}`);
      const folders = copy
        .report()
        .filter(({ app }) => apps.includes(app))
        .map(({ role, app, stack }) => join('dist/terraform', environment, role, app, stack));
      return {
        comparisons: [
          ...(await compared(bench, copy, 'drift', folders, ['-refresh-only'])),
          ...(await withAnotherCostCentre(copy, () => compared(bench, copy, 'diff', folders, []))),
        ],
        notes: [
          'The stacks of CDK are left out on both sides, because the emulator cannot compare them. The emulator does not return database/relational as it was given, so its drift is found by both.',
          'A diff of stacks that nothing changes starts no engine. So the cost centre of the environment is another one, and every stack is planned. Terraform alone plans what was deployed.',
          'Ours is the whole command, including Nx without its daemon, two stacks at a time. Terraform alone runs `terraform plan` in the initialized folder of each stack, one after the other, and nobody reads the plan. `drift` also looks for additions, which Terraform does not find.',
        ],
      };
    } finally {
      await copy.dispose();
    }
  },
};

async function compared(
  { runs, notify }: Bench,
  copy: WorkspaceCopy,
  verb: 'diff' | 'drift',
  folders: readonly string[],
  more: readonly string[],
): Promise<Comparison[]> {
  const ours = (variables: NodeJS.ProcessEnv) => async () => {
    const { code, text } = await copy.nx(`run-many -t ${verb} -c ${environment} -p ${apps.join(',')}`, {
      variables,
    });
    // A drift ends with a code other than 0. The emulator makes one up in `database/relational`.
    const whole = copy.report().every(({ outcome }) => outcome === 'done' || outcome === 'drifted');
    if (code !== 0 && !whole) throw new Error(`${verb} ended with code ${code}:\n${text}`);
  };
  const subject = `${folders.length} stacks`;
  notify(`${verb} of ${subject}`);
  const taken = await takenInTurn(runs, {
    shared: ours({}),
    each: ours({ BULKHEAD_STANDING_PROVIDER: 'off' }),
    alone: await terraformAlone(copy, folders, more),
  });
  const command: Timed = { label: `nx run-many -t ${verb}`, ...taken.shared };
  return [
    comparisonOf(subject, command, { label: 'the same, a provider for each command', ...taken.each }),
    comparisonOf(subject, command, { label: ['terraform plan', ...more].join(' '), ...taken.alone }),
  ];
}

async function terraformAlone(
  copy: WorkspaceCopy,
  folders: readonly string[],
  more: readonly string[],
): Promise<() => Promise<void>> {
  const { path: command } = (await findTerraform()) ?? { path: 'terraform' };
  const variables = applyEnvironment(processVariables(), emulatorEnvironment(copy.endpoint));
  return async () => {
    for (const folder of folders)
      await runProcess({
        command,
        arguments: ['plan', '-input=false', '-lock=false', ...more],
        directory: join(copy.directory, folder),
        variables,
      });
  };
}

/** Changes the tags of every resource while `work` runs. */
async function withAnotherCostCentre<T>(copy: WorkspaceCopy, work: () => Promise<T>): Promise<T> {
  const file = `libs/config/src/environments/${environment}.ts`;
  const before = copy.read(file);
  const edited = before.replace(/^\};$/m, "  costCentre: 'research',\n};");
  if (edited === before) throw new RangeError(`${file} has no place for a cost centre.`);
  copy.write(file, edited);
  try {
    return await work();
  } finally {
    copy.write(file, before);
  }
}
