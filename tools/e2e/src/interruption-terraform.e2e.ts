import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { type AwsClients } from './aws-clients';
import { deployUntil, emptied } from './interrupting';
import { type Inventory, inventory } from './inventory';
import { tried } from './sample';
import { planDifferences } from './terraform-plan';
import { withCopy } from './with-copy';
import { type Outcome, WorkspaceCopy } from '@bulkhead/workspace-copy';

/** A deploy by Terraform is ended at any moment, and the next one comes to the same as one that nothing happened to. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy(async (...opened) => {
  [copy, aws] = opened;
  await copy.succeed('run emulator:start');
});
beforeEach(() => emptied(copy));

const network = 'run network:deploy -c local';
const journal = () => join(copy.directory, 'dist/terraform/local/primary/network/vpc/apply.jsonl');

const created = (count: number) => (text: string) => (text.match(/Creation complete/g)?.length ?? 0) >= count;

/** What the machine would be left with after a power cut: no tool, and no Terraform. */
function killEverything(kill: (signal: NodeJS.Signals) => void): void {
  kill('SIGKILL');
  const started = JSON.parse(readFileSync(journal().replace('.jsonl', '.json'), 'utf8')) as { group: number };
  process.kill(-started.group, 'SIGKILL');
}

async function parameter(Name: string): Promise<string | undefined> {
  const { Parameter } = await aws.ssm.send(new GetParameterCommand({ Name }));
  return Parameter?.Value;
}

describe('network, by Terraform', () => {
  let undisturbed: Inventory;

  async function expectConverged(): Promise<void> {
    expect(await inventory(aws)).toEqual(undisturbed);
    expect(JSON.parse((await parameter('/bulkhead/local/_record/primary/network/vpc')) ?? '')).toMatchObject({
      outcome: 'deployed',
    });
  }

  test('a deploy that nothing happens to is what all others are held against', async () => {
    await copy.succeed(network);
    undisturbed = await inventory(aws);

    expect(undisturbed).toMatchObject({
      vpcs: ['10.0.0.0/16'],
      natGateways: ['public'],
      addresses: ['associated'],
    });
    await expectConverged();
  });

  test('Ctrl-C stops what is at work, starts nothing more, and the next run finishes', async () => {
    const { code } = await deployUntil(copy, 'run-many -t deploy -c local', created(3), (kill) =>
      kill('SIGINT'),
    );

    expect(code).not.toBe(0);
    expect(copy.outcomes()).toEqual({
      'network/vpc': 'failed',
      'database/relational': 'skipped',
      'app-platform/service': 'skipped',
    });
    expect(copy.report()[0]?.reason).toContain('(Interrupted)');
    await copy.succeed(network);
    await expectConverged();
  });

  test('what ends a CI job stops a deploy as gently', async () => {
    const { code } = await deployUntil(copy, network, created(8), (kill) => kill('SIGTERM'));

    expect(code).not.toBe(0);
    await copy.succeed(network);
    await expectConverged();
  });

  test.each(tried([0, 6, 30], 1, 20_261_129))(
    'the tool is killed after %i resources, Terraform goes on, and the next run waits for it',
    async (count) => {
      const { text } = await deployUntil(
        copy,
        network,
        (printed) => printed.includes('deploying:') && created(count)(printed),
        (kill) => kill('SIGKILL'),
      );

      expect(text).not.toContain('Successfully ran');
      await copy.succeed(network);
      await expectConverged();
    },
  );

  test.each(tried([1, 3, 8, 16, 30, 44], 2, 20_261_129))(
    'the tool and Terraform are killed after %i resources, and the next run goes on from what they created',
    async (count) => {
      const { text } = await deployUntil(copy, network, created(count), killEverything);

      expect(text).not.toContain('Successfully ran');
      await copy.succeed(network);
      await expectConverged();
      expect(await planDifferences(copy, 'network', 'vpc')).toEqual([]);
    },
  );
});

test('of two that deploy one stack at once, one does it and the other is told who, since when', async () => {
  const other = await WorkspaceCopy.create();
  try {
    // Built and synthesized beforehand, it is there before the first one has finished, also on a busy machine.
    await other.succeed('run network:synth -c local');
    let second: Promise<Outcome> | undefined;
    const first = await copy.nx(network, {
      onText: (text) => {
        if (!text.includes('deploying: ')) return;
        second ??= other.nx(network, { variables: { AWS_ENDPOINT_URL: copy.endpoint } });
      },
    });
    const { code, text } = (await second) ?? { code: 0, text: '' };

    expect(first.code).toBe(0);
    expect(code).not.toBe(0);
    expect(other.outcomes()).toEqual({ 'network/vpc': 'refused' });
    expect(text).toMatch(/network\/vpc@primary is held by \S+@\S+ \(process \d+\) since 20\S+Z, for deploy/);
    expect(text).toContain('(StackLocked)');
  } finally {
    await other.dispose();
  }
});

test('nothing that was killed is left at work', () => {
  const { pid } = JSON.parse(readFileSync(journal().replace('.jsonl', '.json'), 'utf8')) as { pid: number };
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  // A process that nobody collects is dead all the same.
  expect(listed.split('\n').filter((line) => line.trim().startsWith(`${pid} `) && !/Z/.test(line))).toEqual(
    [],
  );
});
