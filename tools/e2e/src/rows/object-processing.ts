import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionCommand, GetPolicyCommand } from '@aws-sdk/client-lambda';
import {
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectTaggingCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { inspectionFunction, inspectionTag } from '@bulkhead/inspection-function';
import { objectCreated } from '@bulkhead/inspection-function/testing';
import { type AwsClients } from '../aws-clients';
import { invokeBundle } from './invoke-bundle';

/** A deployed environment with object processing, as tests look at it: known when they run, not when they are defined. */
export interface Deployed {
  readonly aws: () => AwsClients;
  readonly endpoint: () => string;
  readonly output: (key: string) => string;
}

/**
 * The tests of object processing. That the function is traced, and keeps what it fails at, is shown on templates: the
 * emulator forgets it. Nor does it run functions; what the function does is done here, with the settings and the code
 * that were deployed.
 */
export function objectProcessingTests({ aws, endpoint, output }: Deployed): void {
  const own = (key: string) => output(`object-processing.${key}`);
  const functionOf = () => aws().lambda.send(new GetFunctionCommand({ FunctionName: own('functionName') }));

  test('P2.8: the rule is for what is created in the data bucket, and its target is the function', async () => {
    const Rule = own('eventRuleName');
    const rule = await aws().events.send(new DescribeRuleCommand({ Name: Rule }));
    const { Targets } = await aws().events.send(new ListTargetsByRuleCommand({ Rule }));
    const { Configuration } = await functionOf();

    expect(rule.State).toBe('ENABLED');
    expect(JSON.parse(rule.EventPattern ?? '')).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [output('storage.dataBucketName')] } },
    });
    expect(Targets).toEqual([
      expect.objectContaining({
        Arn: Configuration?.FunctionArn,
        DeadLetterConfig: { Arn: own('deadLetterQueueArn') },
      }),
    ]);
  });

  test('P2.8: that rule may call the function, and nobody else', async () => {
    const { Policy } = await aws().lambda.send(new GetPolicyCommand({ FunctionName: own('functionName') }));
    const { Arn } = await aws().events.send(new DescribeRuleCommand({ Name: own('eventRuleName') }));

    expect((JSON.parse(Policy ?? '') as { Statement: object[] }).Statement).toEqual([
      expect.objectContaining({
        Action: 'lambda:InvokeFunction',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'AWS:SourceArn': Arn } },
      }),
    ]);
  });

  test('P2.8: the function has its runtime, its share of concurrency, and a place in the private subnets', async () => {
    const { Configuration, Concurrency } = await functionOf();
    const { VpcConfig } = Configuration ?? {};

    expect(Configuration).toMatchObject({ Runtime: 'nodejs22.x', Handler: 'index.handler', State: 'Active' });
    expect(Concurrency?.ReservedConcurrentExecutions).toBe(100);
    expect([...(VpcConfig?.SubnetIds ?? [])].sort()).toEqual(
      [...(output('network.privateSubnetIds') as unknown as string[])].sort(),
    );
    const { SecurityGroups = [] } = await aws().ec2.send(
      new DescribeSecurityGroupsCommand({ GroupIds: VpcConfig?.SecurityGroupIds }),
    );
    expect(SecurityGroups.map(({ IpPermissions, VpcId }) => [IpPermissions, VpcId])).toEqual([
      [[], output('network.vpcId')],
    ]);
  });

  test('P2.8, P2.9: what it may do with objects is for the one bucket', async () => {
    const { Configuration } = await functionOf();
    const { PolicyDocument } = await aws().iam.send(
      new GetRolePolicyCommand({
        RoleName: Configuration?.Role?.split('/').at(-1),
        PolicyName: 'process-objects',
      }),
    );
    // The emulator gives the document back as text of its own language.
    const named = decodeURIComponent(PolicyDocument ?? '').match(/arn:aws:s3:::[a-z0-9-]+/g);

    expect([...new Set(named)]).toEqual([output('storage.dataBucketArn')]);
  });

  test('P2.8: what fails is kept for two weeks, under a key of ours, and the log for a year', async () => {
    const { QueueUrl } = await aws().sqs.send(
      new GetQueueUrlCommand({ QueueName: own('deadLetterQueueName') }),
    );
    const { Attributes } = await aws().sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    const { logGroups } = await aws().logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: own('logGroupName') }),
    );

    expect(Attributes).toMatchObject({
      MessageRetentionPeriod: '1209600',
      KmsMasterKeyId: expect.stringMatching(/^arn:aws:kms:/),
      QueueArn: own('deadLetterQueueArn'),
    });
    expect(logGroups).toEqual([
      // The emulator forgets the key of a log group that CloudFormation made.
      expect.objectContaining({ logGroupName: own('logGroupName'), retentionInDays: 365 }),
    ]);
  });

  test.each([
    ['a document', { Body: 'a document', ContentType: 'application/pdf' }, 'accepted'],
    ['nothing', { Body: Buffer.of(), ContentType: 'application/pdf' }, 'rejected: empty'],
    ['a program', { Body: 'MZ', ContentType: 'application/x-msdownload' }, 'rejected: content-type'],
  ])(
    'P2.8: %s that is uploaded to the bucket is judged by the function, twice as once',
    async (_, upload, verdict) => {
      const Bucket = output('storage.dataBucketName');
      const Key = 'patients/Jane Doe+1/scan %2B.pdf';
      const printed: string[] = [];
      const TagSet = await withoutPolicy(aws(), Bucket, async () => {
        const { VersionId } = await aws().s3.send(
          new PutObjectCommand({ Bucket, Key, Tagging: 'department=radiology', ...upload }),
        );
        try {
          const sample = objectCreated({ key: Key, 'version-id': VersionId });
          const event = { ...sample, detail: { ...sample.detail, bucket: { name: Bucket } } };
          const variables = (await functionOf()).Configuration?.Environment?.Variables ?? {};
          for (let time = 0; time < 2; time += 1) {
            printed.push(
              await invokeBundle(inspectionFunction, event, { ...variables, AWS_ENDPOINT_URL: endpoint() }),
            );
          }
          const tags = await aws().s3.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId }));
          return tags.TagSet;
        } finally {
          // Whoever empties the bucket later would ask the emulator for ever for a key of such characters.
          await aws().s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
        }
      });

      expect(TagSet).toEqual([
        { Key: 'department', Value: 'radiology' },
        { Key: inspectionTag, Value: verdict },
      ]);
      expect(printed.map((line) => (JSON.parse(line) as { tagged: string }).tagged)).toEqual([
        'now',
        'before',
      ]);
      expect(printed.join()).not.toMatch(/Jane|scan/);
    },
  );
}

/** The emulator ignores the conditions of a bucket's policy, which then refuses whatever is uploaded: it is put away meanwhile. */
async function withoutPolicy<T>({ s3 }: AwsClients, Bucket: string, work: () => Promise<T>): Promise<T> {
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  try {
    return await work();
  } finally {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }
}
