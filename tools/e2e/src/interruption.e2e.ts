import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { AwsClients } from './aws-clients';
import { inventory } from './inventory';
import { planDifferences } from './terraform-plan';
import { type Outcome, WorkspaceCopy } from '@bulkhead/workspace-copy';

/** A deploy is ended at any moment, and the next one comes to the same as one that nothing happened to. */
let copy: WorkspaceCopy;
let aws: AwsClients;

beforeAll(async () => {
  copy = await WorkspaceCopy.create();
  aws = new AwsClients(copy.endpoint);
  await copy.succeed('run emulator:start');
});
afterAll(async () => {
  aws.destroy();
  await copy.dispose();
});
beforeEach(reset);

/** Takes everything from the emulator, its state and records included. */
async function reset(): Promise<void> {
  await fetch(`${copy.endpoint}/moto-api/reset`, { method: 'POST' });
}

const network = 'run network:deploy -c local';
const service = 'run app-platform:deploy -c local';
const journal = () => join(copy.directory, 'dist/terraform/local/primary/network/vpc/apply.jsonl');

/** Deploys and does something as soon as what was printed satisfies a condition. */
async function deployUntil(
  command: string,
  reached: (text: string) => boolean,
  harm: (kill: (signal: NodeJS.Signals) => void) => void | Promise<void>,
): Promise<Outcome> {
  let harmed = false;
  return copy.nx(command, {
    onText: (text, kill) => {
      if (harmed || !reached(text)) return;
      harmed = true;
      void harm(kill);
    },
  });
}

const created = (count: number) => (text: string) => (text.match(/Creation complete/g)?.length ?? 0) >= count;

/** What the machine would be left with after a power cut: no tool, and no Terraform. */
function killEverything(kill: (signal: NodeJS.Signals) => void): void {
  kill('SIGKILL');
  const started = JSON.parse(readFileSync(journal().replace('.jsonl', '.json'), 'utf8')) as { group: number };
  process.kill(-started.group, 'SIGKILL');
}

/** Contracts that `app-platform` reads, published by nobody it could wait for: what they name exists. */
async function publishByHand(): Promise<void> {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const subnets = await Promise.all(
    [1, 2].map((n) => aws.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: `10.9.${n}.0/24` }))),
  );
  const { GroupId = '' } = await aws.ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'database', Description: 'Database' }),
  );
  const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:123456789012:${name}`;
  const values = {
    'network/vpcId': VpcId,
    'network/privateSubnetIds': subnets.map(({ Subnet }) => Subnet?.SubnetId).join(','),
    'database/securityGroupId': GroupId,
    'database/port': '5432',
    'database/secretArn': arn('secretsmanager', 'secret:database'),
    'database/secretKeyArn': arn('kms', 'key/00000000-0000-0000-0000-000000000000'),
    'database/writerEndpoint': 'writer.local',
    'database/readerEndpoint': 'reader.local',
    'database/databaseName': 'app',
  };
  for (const [name, Value] of Object.entries(values)) {
    const Type = name.endsWith('Ids') ? 'StringList' : 'String';
    await aws.ssm.send(new PutParameterCommand({ Name: `/bulkhead/local/${name}`, Value, Type }));
  }
}

async function parameter(Name: string): Promise<string | undefined> {
  const { Parameter } = await aws.ssm.send(new GetParameterCommand({ Name }));
  return Parameter?.Value;
}

describe('network, by Terraform', () => {
  let undisturbed: Record<string, unknown>;

  async function expectConverged(): Promise<void> {
    expect(await inventory(aws)).toEqual(undisturbed);
    expect(JSON.parse((await parameter('/bulkhead/local/_record/primary/network/vpc')) ?? '')).toMatchObject({
      outcome: 'deployed',
    });
  }

  test('a deploy that nothing happens to is what all others are held against', async () => {
    await copy.succeed(network);
    undisturbed = await inventory(aws);

    expect(undisturbed).toMatchObject({ vpcs: ['10.0.0.0/16'], natGateways: 1, addresses: ['associated'] });
    await expectConverged();
  });

  test('Ctrl-C stops what is at work, starts nothing more, and the next run finishes', async () => {
    const { code } = await deployUntil('run-many -t deploy -c local', created(3), (kill) => kill('SIGINT'));

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
    const { code } = await deployUntil(network, created(8), (kill) => kill('SIGTERM'));

    expect(code).not.toBe(0);
    await copy.succeed(network);
    await expectConverged();
  });

  test.each([0, 6, 30])(
    'the tool is killed after %i resources, Terraform goes on, and the next run waits for it',
    async (count) => {
      const { text } = await deployUntil(
        network,
        (printed) => printed.includes('deploying:') && created(count)(printed),
        (kill) => kill('SIGKILL'),
      );

      expect(text).not.toContain('Successfully ran');
      await copy.succeed(network);
      await expectConverged();
    },
  );

  test.each([1, 3, 8, 16, 30, 44])(
    'the tool and Terraform are killed after %i resources, and the next run goes on from what they created',
    async (count) => {
      const { text } = await deployUntil(network, created(count), killEverything);

      expect(text).not.toContain('Successfully ran');
      await copy.succeed(network);
      await expectConverged();
      expect(await planDifferences(copy, 'network', 'vpc')).toEqual([]);
    },
  );
});

describe('app-platform, by CloudFormation', () => {
  let undisturbed: Record<string, unknown>;

  test('a deploy that nothing happens to is what all others are held against', async () => {
    await publishByHand();
    await copy.succeed(service);
    undisturbed = await inventory(aws);

    expect(undisturbed).toMatchObject({ taskDefinitions: 1, services: [expect.stringContaining('ACTIVE')] });
  });

  test.each([0, 50, 100, 200, 300, 400, 500, 600, 700, 800, 1000, 1200])(
    'the tool is killed %i ms after it began to deploy, and the next run comes to the same',
    async (milliseconds) => {
      await publishByHand();
      await deployUntil(
        service,
        (text) => text.includes('deploying:'),
        (kill) => void setTimeout(() => kill('SIGKILL'), milliseconds),
      );
      await copy.succeed(service);

      expect(await inventory(aws)).toEqual(undisturbed);
    },
  );
});

test('of two that deploy one stack at once, one does it and the other is told who, since when', async () => {
  const other = await WorkspaceCopy.create();
  try {
    let second: Promise<Outcome> | undefined;
    const first = await copy.nx(network, {
      onText: (text) => {
        if (!text.includes('Creation complete')) return;
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
