import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateKeyCommand, ScheduleKeyDeletionCommand, UpdateAliasCommand } from '@aws-sdk/client-kms';
import { type AwsClients } from './aws-clients';
import { type Inventory, inventory } from './inventory';
import { sequence } from './sequence';
import { plannedCreations, terraform, unexplainedDifferences } from './terraform-plan';
import { withCopy } from './with-copy';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { tried } from './sample';

/** What a killed Terraform leaves behind: resources in AWS of which its state knows nothing. */
let copy: WorkspaceCopy;
let aws: AwsClients;

withCopy((...opened) => ([copy, aws] = opened));

/** Types of which the creation changes nothing where they exist already, so that they are not adopted. */
const createdAgain = /^aws_(network_acl_association|secretsmanager_secret_rotation)\./;

const run = promisify(execFile);

/** What a recovery told the user, how many resources it adopted, and why it refused to go on where it did. */
interface Recovery {
  readonly lines: string[];
  readonly adopted?: number;
  readonly refused?: { readonly code: string; readonly message: string; readonly next: string };
}

/** Calls the recovery as a deploy does. */
async function adopt(app: string, stack: string): Promise<Recovery> {
  const script = `
    const { adoptUnrecorded } = require('./tools/stacks/dist/engines/terraform/recovery/adopt-unrecorded.js');
    const lines = [];
    const instance = { id: '${app}/${stack}@primary', app: '${app}', stack: '${stack}', region: 'us-east-1' };
    const request = {
      workspaceRoot: process.cwd(), environment: { name: 'local' }, instance, signal: new AbortController().signal,
      progress: (line) => lines.push(line),
    };
    const directory = require('node:path').resolve('dist/terraform/local/primary/${app}/${stack}');
    adoptUnrecorded({ binary: 'terraform', directory, request }).then(
      ({ adopted }) => console.log(JSON.stringify({ lines, adopted })),
      ({ code, message, next }) => console.log(JSON.stringify({ lines, refused: { code, message, next } })),
    );`;
  const { stdout } = await run('node', ['-e', script], { cwd: copy.directory, env: copy.toEmulator() });
  return JSON.parse(stdout) as Recovery;
}

const directoryOf = (app: string, stack: string) => join('dist/terraform/local/primary', app, stack);

/** Addresses in the state of a stack. */
async function recorded(app: string, stack: string): Promise<string[]> {
  const listed = await terraform(copy, app, stack, ['state', 'list']);
  return listed.split('\n').filter((address) => address && !address.startsWith('data.'));
}

/** Two in five of a list, drawn from a seed. */
function someOf(list: readonly string[], seed: number): string[] {
  const draw = sequence(seed);
  return list.filter(() => draw() < 0.4);
}

/** Makes the state forget resources, recovers, and says what is not as it was. */
async function forgetAndAdopt(app: string, stack: string, forget: (addresses: string[]) => string[]) {
  const before = await recorded(app, stack);
  const forgotten = forget(before);
  expect(forgotten.length).toBeGreaterThan(0);
  await terraform(copy, app, stack, ['state', 'rm', ...forgotten]);
  const { lines, adopted } = await adopt(app, stack);

  const expected = forgotten.filter((address) => !createdAgain.test(address));
  expect(lines.map((line) => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual(
    expected.map((address) => `adopted ${address}`).sort(),
  );
  expect(adopted).toBe(expected.length);
  expect(await recorded(app, stack)).toEqual(
    before.filter((address) => !forgotten.includes(address) || expected.includes(address)),
  );
}

let deployed: Inventory;

test('the platform is deployed', async () => {
  await copy.succeed('run-many -t deploy -c local -p network,database');
  deployed = await inventory(aws);

  expect(deployed).toMatchObject({ vpcs: ['10.0.0.0/16'], natGateways: ['public'], flowLogs: ['ALL'] });
  expect([deployed.databaseClusters.length, deployed.databaseInstances.length]).toEqual([1, 2]);
});

describe.each([
  ['network', 'vpc', [1, 2]],
  ['database', 'relational', [3]],
])('of %s/%s', (app, stack, seeds) => {
  test('nothing is adopted where the state knows everything, and nothing is left in its folder', async () => {
    expect(await adopt(app, stack)).toEqual({ lines: [], adopted: 0 });
    // The files of the last apply are there too, and the notes of who took the lock.
    const left = copy
      .list(directoryOf(app, stack))
      .filter((file) => !file.startsWith('apply.') && file !== 'locking-calls');
    expect(left.sort()).toEqual(['.terraform', '.terraform.lock.hcl', 'cdk.tf.json']);
  });

  test('a state that knows nothing is restored', () => forgetAndAdopt(app, stack, (all) => all));

  test.each(tried(seeds, 1, 20_261_201))('what a state lost is restored: part %i', (seed) =>
    forgetAndAdopt(app, stack, (all) => someOf(all, seed)),
  );

  test('the next deploy would create nothing twice', async () => {
    const planned = await plannedCreations(copy, app, stack);

    expect(planned.filter((address) => !createdAgain.test(address))).toEqual([]);
    expect(await inventory(aws)).toEqual(deployed);
  });
});

test('a key whose creation was interrupted is kept, and not replaced by one that opens nothing', async () => {
  const [address = ''] = (await recorded('network', 'vpc')).filter((name) => name.startsWith('aws_kms_key.'));
  await terraform(copy, 'network', 'vpc', ['taint', address]);
  const { lines, adopted } = await adopt('network', 'vpc');

  expect({ lines, adopted }).toEqual({
    lines: [expect.stringMatching(/^keeps aws_kms_key\.\S+ \(\S+\), whose creation was not finished$/)],
    adopted: 0,
  });
  const planned = await plannedCreations(copy, 'network', 'vpc');
  expect(planned.filter((created) => !createdAgain.test(created))).toEqual([]);
});

test('an alias that leads to the key of another stack is refused, and both are named', async () => {
  const [address = ''] = (await recorded('network', 'vpc')).filter((name) =>
    name.startsWith('aws_kms_alias.'),
  );
  const shown = await terraform(copy, 'network', 'vpc', ['state', 'show', '-no-color', address]);
  const valueOf = (attribute: string) =>
    new RegExp(`^\\s+${attribute}\\s+= "(.+)"$`, 'm').exec(shown)?.[1] ?? '';
  const [AliasName, ownKey] = [valueOf('name'), valueOf('target_key_id')];
  const tags = Object.entries({ environment: 'local', app: 'network', stack: 'before' });
  const { KeyMetadata: foreign } = await aws.kms.send(
    new CreateKeyCommand({
      Tags: tags.map(([name, TagValue]) => ({ TagKey: `bulkhead:${name}`, TagValue })),
    }),
  );
  const lead = (key = '') => aws.kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: key }));

  await terraform(copy, 'network', 'vpc', ['state', 'rm', address]);
  await lead(foreign?.KeyId);
  const { refused, adopted } = await adopt('network', 'vpc');
  await lead(ownKey);
  await aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId: foreign?.KeyId }));

  expect(adopted).toBeUndefined();
  expect(refused).toMatchObject({
    code: 'OwnedByAnother',
    message: expect.stringMatching(
      new RegExp(
        `${address}: ${AliasName} leads to \\S+${foreign?.KeyId} .* network/before of environment local`,
      ),
    ),
  });
  expect(await recorded('network', 'vpc')).not.toContain(address);
});

test('a deploy that is told that something is there looks, and ends well in the same run', async () => {
  const lost = (await recorded('network', 'vpc')).filter((name) => /^aws_(route|iam_role)\./.test(name));
  await terraform(copy, 'network', 'vpc', ['state', 'rm', ...lost]);
  const output = await copy.succeed('run network:deploy -c local --force');

  expect(output).toContain('looks whether the existing objects belong to this stack');
  for (const address of lost) expect(output).toContain(`adopted ${address}`);
});

test('the next deploy leaves nothing to do', async () => {
  await copy.succeed('run-many -t deploy -c local -p database --force');

  expect(await unexplainedDifferences(copy, 'network', 'vpc')).toEqual([]);
  expect(await unexplainedDifferences(copy, 'database', 'relational')).toEqual([]);
  expect(await inventory(aws)).toEqual(deployed);
});
