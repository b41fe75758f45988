import { parseEnvironment } from '@bulkhead/config';
import { Refusal } from '@bulkhead/errors';
import { stateBucketName } from '@bulkhead/stack';
import { type EngineRequest } from '../engines/engine';
import { recordingOutput } from '../run/recording-output';
import { type Run } from '../run/run';
import { TestRefusal } from '../test-aws/query-protocol';
import { testAws, useTestAws } from '../test-aws/test-aws';
import { ofAnotherAccount } from '../test-aws/test-s3';
import { testInstance } from '../workspace/test-instances';
import { createFoundation, Foundation } from './foundation';

useTestAws();

const environment = parseEnvironment(
  {
    name: 'qa',
    preset: 'patient-data',
    account: '123456789012',
  },
  'qa.json',
);
const vpc = testInstance('network/vpc@primary', { region: 'ap-southeast-1' });
const service = testInstance('app-platform/service@primary', { engine: 'cdk', region: 'ap-southeast-1' });
const standby = testInstance('dr-region/network@dr', { region: 'ap-southeast-2' });
const standbyService = testInstance('app-platform/service@dr', { engine: 'cdk', region: 'ap-southeast-2' });
const all = [vpc, service, standby, standbyService];
const buckets = ['ap-southeast-1', 'ap-southeast-2'].map((region) => stateBucketName(environment, region));
const denied = new TestRefusal('AccessDenied', 'Access Denied', 403);

const running = (selected = all) => {
  const output = recordingOutput();
  const run = {
    environment,
    instances: all,
    selected,
    output,
    options: { environment: 'qa' },
  } as unknown as Run;
  return { run, output };
};

describe('a deploy to a region that was not prepared', () => {
  const deploying = async (instance: (typeof all)[number], into: Run['environment'] = environment) => {
    const engine = jest.fn();
    const request = { instance, signal: new AbortController().signal } as unknown as EngineRequest;
    const error = await new Foundation({ ...running().run, environment: into })
      .under(engine)(request)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    return { engine, error };
  };

  test.each([
    [vpc, `the Terraform state bucket ${buckets[0]} in ap-southeast-1`],
    [standby, `the Terraform state bucket ${buckets[1]} in ap-southeast-2`],
    [service, 'the CDK bootstrap stack in ap-southeast-1'],
    [standbyService, 'the CDK bootstrap stack in ap-southeast-2'],
  ])('of %s is refused before its engine starts, with what is missing: %s', async (instance, missing) => {
    const { engine, error } = await deploying(instance);

    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({
      code: 'NotBootstrapped',
      message: `Environment qa lacks ${missing}.`,
      next: 'npx nx run bulkhead:bootstrap -c qa',
    });
    expect(engine).not.toHaveBeenCalled();
    expect(testAws().in('ap-southeast-1').s3.writes).toEqual([]);
  });

  test.each(all)('of %s goes on once the printed command was run', async (instance) => {
    await createFoundation(running().run);
    const { engine, error } = await deploying(instance);

    expect(error).toBeUndefined();
    expect(engine).toHaveBeenCalledTimes(1);
  });

  test('whose bucket is another account’s is refused by name, without touching the bucket', async () => {
    testAws()
      .in('ap-southeast-1')
      .objects.put('AWS::S3::Bucket', buckets[0] ?? '', ofAnotherAccount);
    const { engine, error } = await deploying(vpc);

    expect(error).toMatchObject({ code: 'ForeignBucket' });
    expect(engine).not.toHaveBeenCalled();
  });

  describe('with a half-made bucket', () => {
    const [name = ''] = buckets;
    const s3 = () => testAws().in('ap-southeast-1').s3;
    beforeEach(async () => {
      s3().refusals['PutBucketVersioning'] = denied;
      await createFoundation(running([vpc]).run).catch(() => undefined);
      delete s3().refusals['PutBucketVersioning'];
    });

    test('is refused in an account, and goes on once the printed command was run', async () => {
      const { error } = await deploying(vpc);
      expect(error).toMatchObject({
        code: 'NotBootstrapped',
        message: `Environment qa lacks versioning of the Terraform state bucket ${name} in ap-southeast-1.`,
      });

      await createFoundation(running([vpc]).run);
      expect(await deploying(vpc)).toMatchObject({ error: undefined });
    });

    test('completes the bucket on the emulator', async () => {
      const { error } = await deploying(vpc, { ...environment, target: 'emulator' });

      expect(error).toBeUndefined();
      expect(s3().writes.at(-1)).toContain('PutBucketVersioning');
    });
  });
});

test('a region is checked once, however many stacks need it', async () => {
  const foundation = new Foundation(running().run);
  const other = testInstance('network/vpc-2@primary', { region: 'ap-southeast-1' });

  expect(await Promise.all([vpc, other, standby].map((instance) => foundation.lacking(instance)))).toEqual([
    `the Terraform state bucket ${buckets[0]} in ap-southeast-1`,
    `the Terraform state bucket ${buckets[0]} in ap-southeast-1`,
    `the Terraform state bucket ${buckets[1]} in ap-southeast-2`,
  ]);
  expect(testAws().in('ap-southeast-1').s3.looks).toBe(1);
  await createFoundation(running().run);
  expect(await new Foundation(running().run).lacking(vpc)).toBeUndefined();
});

test('a bootstrap prints its work in both regions, and then that both were ready', async () => {
  const [one = '', other = ''] = buckets;
  const as = (what: string) => [
    `the Terraform state bucket ${one} in ap-southeast-1 (${what})`,
    `the CDK bootstrap stack in ap-southeast-1 (${what})`,
    `the Terraform state bucket ${other} in ap-southeast-2 (${what})`,
    `the CDK bootstrap stack in ap-southeast-2 (${what})`,
  ];

  expect(await createFoundation(running().run)).toEqual(as('created'));
  expect(await createFoundation(running().run)).toEqual(as('unchanged'));
});

test('a failure in one region holds up nothing else', async () => {
  testAws().in('ap-southeast-1').s3.refusals['CreateBucket'] = denied;
  const { run, output } = running();

  await expect(createFoundation(run)).rejects.toMatchObject({
    code: 'AwsDenied',
    message: expect.stringContaining('S3 in ap-southeast-1 denied CreateBucket: AccessDenied'),
  });
  expect(output.lines.filter((line) => line.startsWith('Ready: '))).toHaveLength(3);
  expect(
    testAws()
      .in('ap-southeast-2')
      .objects.find('AWS::S3::Bucket', buckets[1] ?? ''),
  ).toBeDefined();
});

test('if several fail, all are reported, each with its remedy', async () => {
  for (const region of ['ap-southeast-1', 'ap-southeast-2'])
    testAws().in(region).s3.refusals['PutBucketVersioning'] = denied;
  const { run } = running();

  await expect(createFoundation(run)).rejects.toMatchObject({
    code: 'BootstrapFailed',
    message: expect.stringMatching(
      /^2 of 4 are not ready:\n[^]*S3 in ap-southeast-1 denied PutBucketVersioning[^]*\n {2}next: [^]*S3 in ap-southeast-2 denied PutBucketVersioning/,
    ),
  });
});

test('with --role, the other region is not called', async () => {
  await createFoundation(running([standby, standbyService]).run);

  expect(testAws().in('ap-southeast-1').cloudFormation.calls).toEqual([]);
  expect(testAws().in('ap-southeast-1').s3.writes).toEqual([]);
});
