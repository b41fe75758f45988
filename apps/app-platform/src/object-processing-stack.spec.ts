import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { type EnvironmentDefinition, type RegionRole } from '@bulkhead/config';
import { inspectionFunction } from '@bulkhead/inspection-function';
import { objectCreated } from '@bulkhead/inspection-function/testing';
import { testContext } from '@bulkhead/stack/testing';
import { missingTags } from '@bulkhead/tagging';
import { App } from 'aws-cdk-lib/core';
import { ObjectProcessingStack } from './object-processing-stack';
import {
  attribute,
  type Attributes,
  consumed,
  one,
  permissionsOf,
  propertiesOf,
  resourcesOf,
  type Statement,
  statementsOf,
  type Template,
} from './synthesized-service';

type Overrides = Partial<EnvironmentDefinition>;

const contextOf = (overrides: Overrides = {}, role?: RegionRole) =>
  testContext(join(__dirname, '..'), 'object-processing', { preset: 'web-multi-region', ...overrides }, role);
const synthesize = (overrides: Overrides = {}, role?: RegionRole) =>
  templateOf(ObjectProcessingStack, contextOf(overrides, role)).toJSON() as Template;
const withSettings = (settings: object): Overrides =>
  ({ apps: { 'app-platform': { 'object-processing': settings } } }) as Overrides;

const functionType = 'AWS::Lambda::Function';
const ruleType = 'AWS::Events::Rule';
const queueType = 'AWS::SQS::Queue';
const keyType = 'AWS::KMS::Key';
const logGroupType = 'AWS::Logs::LogGroup';
const bucketArn = consumed('Storage', 'DataBucketArn');
const queueArnOf = (template: Template) => attribute(one(template, queueType), 'Arn');
const keyArnOf = (template: Template) => attribute(one(template, keyType), 'Arn');

describe('P2.8: uploads reach the function', () => {
  const template = synthesize();
  const rule = one(template, ruleType);

  test('by a rule for new objects of the data bucket, which does not know the rule', () => {
    expect(rule.Properties).toMatchObject({ State: 'ENABLED', Name: 'bulkhead-test-object-processing' });
    expect(rule.Properties['EventPattern']).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: [consumed('Storage', 'DataBucketName')] } },
    });
    expect(resourcesOf(template, 'AWS::S3::Bucket')).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('Custom::');
  });

  test('the rule matches the events that the handler is tested with', () => {
    const { source, 'detail-type': types } = rule.Properties['EventPattern'] as Record<string, string[]>;
    const { source: from, 'detail-type': type } = objectCreated();

    expect([source, types]).toEqual([[from], [type]]);
  });

  test('only for the prefixes that the environment names', () => {
    const some = synthesize(withSettings({ keyPrefixes: ['uploads/', 'scans/'] }));

    expect(propertiesOf(some, ruleType)['EventPattern']).toMatchObject({
      detail: { object: { key: [{ prefix: 'uploads/' }, { prefix: 'scans/' }] } },
    });
  });

  test('the rule has one target, and keeps events that it cannot deliver', () => {
    expect(rule.Properties['Targets']).toEqual([
      {
        Id: 'inspect',
        Arn: attribute(one(template, functionType), 'Arn'),
        DeadLetterConfig: { Arn: queueArnOf(template) },
      },
    ]);
  });

  test('only this rule may call the function', () => {
    expect(propertiesOf(template, 'AWS::Lambda::Permission')).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: one(template, functionType).id },
      Principal: 'events.amazonaws.com',
      SourceArn: attribute(rule, 'Arn'),
    });
  });

  test('pitfall 20: the resources have no circular reference', () => {
    const { Resources } = template;
    const refersTo = (id: string) => {
      const text = JSON.stringify([Resources[id]?.Properties, Resources[id]?.DependsOn]);
      return Object.keys(Resources).filter((other) => text.includes(`"${other}"`));
    };
    const visit = (id: string, path: readonly string[]): void => {
      expect(path).not.toContain(id);
      for (const next of refersTo(id)) visit(next, [...path, id]);
    };

    for (const id of Object.keys(Resources)) visit(id, []);
  });
});

describe('P2.8: the function', () => {
  const template = synthesize();
  const { Properties } = one(template, functionType);

  test('is traced, has reserved concurrency, and keeps the events that it fails on', () => {
    expect(Properties).toMatchObject({
      FunctionName: 'bulkhead-test-object-processing',
      TracingConfig: { Mode: 'Active' },
      ReservedConcurrentExecutions: 100,
      DeadLetterConfig: { TargetArn: queueArnOf(template) },
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      MemorySize: 256,
      Timeout: 30,
    });
  });

  test('its code is the bundle of the build, named after a hash of its content', () => {
    const { S3Key } = Properties['Code'] as { S3Key: string };

    expect(S3Key).toMatch(/^[0-9a-f]{64}\.zip$/);
    expect(readFileSync(inspectionFunction.file).byteLength).toBeLessThan(16_000);
  });

  test('knows the bucket, its key and the allowed content types; its settings are encrypted', () => {
    expect(Properties).toMatchObject({ KmsKeyArn: keyArnOf(template) });
    expect(Properties['Environment']).toEqual({
      Variables: {
        BUCKET_NAME: consumed('Storage', 'DataBucketName'),
        KEY_ARN: consumed('Storage', 'DataKeyArn'),
        ALLOWED_CONTENT_TYPES: expect.stringMatching(/^application\/dicom,.*text\/plain$/),
      },
    });
  });

  test('gets no content types if the environment names none', () => {
    const any = synthesize(withSettings({ allowedContentTypes: null }));

    expect(propertiesOf(any, functionType)['Environment']).not.toHaveProperty(
      'Variables.ALLOWED_CONTENT_TYPES',
    );
  });

  test('the largest allowed settings stay within the 4 KB limit of Lambda', () => {
    const longest = Array.from(
      { length: 30 },
      (_, index) => `${String(index).padEnd(49, 'x')}/${'y'.repeat(49)}`,
    );
    const { Environment } = propertiesOf(
      synthesize(withSettings({ allowedContentTypes: longest })),
      functionType,
    ) as { Environment: { Variables: Record<string, string> } };
    // A bucket name has at most 63 characters. The ARN of a key has a little more than a hundred.
    const others = 3 * 63 + 2 * 128;

    expect((Environment.Variables['ALLOWED_CONTENT_TYPES'] ?? '').length + others).toBeLessThan(4096);
  });

  test('its memory and timeout are those of the environment', () => {
    const larger = synthesize(
      withSettings({ memory: 1024, timeoutSeconds: 60, reservedConcurrency: 7, deadLetterRetentionDays: 4 }),
    );

    expect(propertiesOf(larger, functionType)).toMatchObject({
      MemorySize: 1024,
      Timeout: 60,
      ReservedConcurrentExecutions: 7,
    });
    expect(propertiesOf(larger, queueType)['MessageRetentionPeriod']).toBe(345_600);
  });

  test('is in the private subnets, and may only open HTTPS connections', () => {
    const group = one(template, 'AWS::EC2::SecurityGroup');

    expect(Properties['VpcConfig']).toEqual({
      SubnetIds: consumed('Network', 'PrivateSubnetIds'),
      SecurityGroupIds: [attribute(group, 'GroupId')],
    });
    expect(group.Properties).toMatchObject({
      VpcId: consumed('Network', 'VpcId'),
      SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
    });
    expect(group.Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });
});

describe('P2.8: the dead-letter queue', () => {
  const template = synthesize();
  const [delivery, refusal] = statementsOf(
    propertiesOf(template, 'AWS::SQS::QueuePolicy')['PolicyDocument'],
  ) as (Statement & { Principal: unknown; Effect: string })[];

  test('keeps messages for two weeks, encrypted with a key of the stack', () => {
    expect(propertiesOf(template, queueType)).toMatchObject({
      QueueName: 'bulkhead-test-object-processing-dead-letters',
      KmsMasterKeyId: keyArnOf(template),
      MessageRetentionPeriod: 1_209_600,
    });
  });

  test('EventBridge may send for the one rule, and access needs TLS', () => {
    expect(propertiesOf(template, 'AWS::SQS::QueuePolicy')['Queues']).toEqual([
      { Ref: one(template, queueType).id },
    ]);
    expect(delivery).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArnOf(template),
      Condition: {
        ArnEquals: {
          'aws:SourceArn': `arn:aws:events:us-east-1:123456789012:rule/${
            propertiesOf(template, ruleType)['Name'] as string
          }`,
        },
      },
    });
    expect(refusal).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });
});

describe('P2.9, P4.4: the permissions of the function', () => {
  const permissions = (template: Template) => permissionsOf(propertiesOf(template, 'AWS::IAM::Role'));
  const template = synthesize();
  const statementOf = (sid: string, of = template) => permissions(of).find(({ Sid }) => Sid === sid);
  const own = { StringEquals: { 'aws:ResourceAccount': '123456789012' } };
  const withPath = (suffix: string) => ({ 'Fn::Join': ['', [bucketArn, suffix]] });

  test.each([
    ['AskForObjects', ['s3:GetObjectVersion', 's3:GetObjectVersionTagging'], [withPath('/*')]],
    ['TagObjects', ['s3:PutObjectTagging', 's3:PutObjectVersionTagging'], [withPath('/*')]],
    ['LearnWhatIsGone', 's3:ListBucket', bucketArn],
  ])('%s: only on the one bucket, and only if the bucket is in this account', (sid, Action, Resource) => {
    expect(statementOf(sid)).toEqual({ Sid: sid, Effect: 'Allow', Action, Resource, Condition: own });
  });

  test('it can neither write an object nor delete one', () => {
    expect(JSON.stringify(permissions(template))).not.toMatch(/s3:(Delete|PutObject"|PutObjectAcl|\*)/);
  });

  test('it can do nothing with objects outside the configured prefixes', () => {
    const some = synthesize(withSettings({ keyPrefixes: ['uploads/', 'scans/'] }));

    for (const sid of ['AskForObjects', 'TagObjects'])
      expect(statementOf(sid, some)?.Resource).toEqual([withPath('/uploads/*'), withPath('/scans/*')]);
  });

  test('P3.7: it uses the key of the objects only through S3 and only for the one bucket', () => {
    expect(statementOf('DecryptChecksums')).toEqual({
      Sid: 'DecryptChecksums',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: consumed('Storage', 'DataKeyArn'),
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
        ArnLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, withPath('/*')] },
      },
    });
  });

  test('it sends failed events to the one queue, and cannot read the queue', () => {
    expect(statementOf('KeepFailures')).toMatchObject({
      Action: 'sqs:SendMessage',
      Resource: queueArnOf(template),
    });
    expect(statementOf('EncryptFailures')).toMatchObject({
      Resource: keyArnOf(template),
      Condition: { StringEquals: { 'kms:ViaService': 'sqs.us-east-1.amazonaws.com' } },
    });
    expect(JSON.stringify(permissions(template))).not.toContain('ReceiveMessage');
  });

  test('it writes its log and its traces; each wildcard is for an action that supports no resources', () => {
    expect(statementOf('WriteLog')).toMatchObject({
      Resource: attribute(one(template, logGroupType), 'Arn'),
    });
    const open = permissions(template).filter(({ Resource }) => Resource === '*');
    expect(open.map(({ Sid }) => Sid)).toEqual([
      'Trace',
      'NetworkInterfacesForLambda',
      'NoNetworkInterfacesForTheCode',
    ]);
    for (const { Condition } of open) expect(Condition).toBeDefined();
  });

  test('every statement has a Sid of its own', () => {
    const sids = permissions(template).map(({ Sid }) => Sid);

    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
  });

  test('only Lambda can assume the role', () => {
    expect(statementsOf(propertiesOf(template, 'AWS::IAM::Role')['AssumeRolePolicyDocument'])).toEqual([
      expect.objectContaining({ Principal: { Service: 'lambda.amazonaws.com' } }),
    ]);
  });
});

describe('P1.8: the log', () => {
  const template = synthesize();

  test('is encrypted with a key of the stack, and kept as long as the environment says', () => {
    expect(propertiesOf(template, logGroupType)).toMatchObject({
      LogGroupName: '/bulkhead/test/object-processing',
      RetentionInDays: 365,
      KmsKeyId: keyArnOf(template),
    });
    expect(propertiesOf(template, functionType)['LoggingConfig']).toEqual({
      LogFormat: 'JSON',
      LogGroup: { Ref: one(template, logGroupType).id },
    });
    const longer = synthesize(withSettings({ logRetentionDays: 2557 }));
    expect(propertiesOf(longer, logGroupType)['RetentionInDays']).toBe(2557);
  });
});

describe('P3.7: the key', () => {
  const template = synthesize();
  const key = one(template, keyType);
  const statements = statementsOf(key.Properties['KeyPolicy']);

  test('rotates, and takes 30 days to delete', () => {
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(propertiesOf(template, 'AWS::KMS::Alias')).toEqual({
      AliasName: 'alias/bulkhead-test-object-processing',
      TargetKeyId: { Ref: key.id },
    });
  });

  test('pitfall 9: can be used for the one log, the settings of functions, and queues', () => {
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'AccountAdministration',
      'CloudWatchLogs',
      'Lambda',
      'LambdaGrants',
      'Sqs',
      'SqsFromEventBridge',
    ]);
    expect(statements[1]).toMatchObject({
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': [
            'arn:aws:logs:us-east-1:123456789012:log-group:/bulkhead/test/object-processing',
          ],
        },
      },
    });
    // Only the name is compared, because the key policy names the queue before the queue exists.
    const { QueueName } = propertiesOf(template, queueType);
    expect(statements.at(-1)).toMatchObject({
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:sqs:arn': [`arn:aws:sqs:us-east-1:123456789012:${String(QueueName)}`],
        },
      },
    });
  });
});

describe('protection', () => {
  const stateful = [keyType, logGroupType, queueType];

  test.each(stateful)('protected, the %s outlives the stack, but not a failed first deploy', (type) => {
    expect(one(synthesize({ protected: true }), type)).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each(stateful)('P4.6: unprotected, the %s goes with the stack', (type) => {
    expect(one(synthesize({ protected: false }), type)).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  test('P4.6: the stack can be deleted only when its environment allows it', () => {
    const stackOf = (isProtected: boolean) =>
      new ObjectProcessingStack(new App(), contextOf({ protected: isProtected }));

    expect(stackOf(true).terminationProtection).toBe(true);
    expect(stackOf(false).terminationProtection).toBe(false);
  });
});

describe('P3.10, P4.5: tags', () => {
  /** CloudFormation supports no tags for these types. */
  const untaggable = ['AWS::KMS::Alias', 'AWS::Lambda::Permission', 'AWS::SQS::QueuePolicy'];
  const taggable = Object.entries(synthesize().Resources).filter(
    ([, { Type }]) => !untaggable.includes(Type),
  );

  test.each(taggable)(
    '%s has tags for the owner, the cost centre and the data class',
    (_, { Properties }) => {
      const tags = Properties['Tags'];
      const byKey = Array.isArray(tags)
        ? Object.fromEntries((tags as Attributes[]).map(({ Key, Value }) => [Key, Value]))
        : (tags as Attributes);

      expect(missingTags(byKey)).toEqual([]);
      expect(byKey).toMatchObject({ 'bulkhead:app': 'app-platform', 'bulkhead:stack': 'object-processing' });
    },
  );
});

describe('the contracts', () => {
  const context = contextOf();
  const template = templateOf(ObjectProcessingStack, context).toJSON() as Template;

  test('the stack reads only the values that it needs, with one subnet for each zone', () => {
    context.requireEverythingDeclaredUsed();
    expect(context.exchanged.consumes.map(({ path }) => path)).toEqual([
      '/bulkhead/test/network/privateSubnetIds',
      '/bulkhead/test/network/vpcId',
      '/bulkhead/test/storage/dataBucketArn',
      '/bulkhead/test/storage/dataBucketName',
      '/bulkhead/test/storage/dataKeyArn',
    ]);
    expect(context.exchanged.consumes[0]).toMatchObject({ length: 3 });
  });

  test('pitfall 27: every value is a parameter that CloudFormation resolves at the deploy, and is used', () => {
    const parameters = Object.entries(template.Parameters).filter(([id]) => id !== 'BootstrapVersion');
    const resources = JSON.stringify(template.Resources);

    expect(parameters).toHaveLength(5);
    for (const [id, { Type }] of parameters) {
      expect(Type).toMatch(/^AWS::SSM::Parameter::Value<(String|List<String>)>$/);
      expect(resources).toContain(JSON.stringify({ Ref: id }));
    }
    expect(template).not.toHaveProperty('Outputs');
  });

  const queue = one(template, queueType);
  const published: [string, unknown][] = [
    ['functionName', { Ref: one(template, functionType).id }],
    ['logGroupName', { Ref: one(template, logGroupType).id }],
    ['eventRuleName', { Ref: one(template, ruleType).id }],
    ['deadLetterQueueName', attribute(queue, 'QueueName')],
    ['deadLetterQueueArn', attribute(queue, 'Arn')],
    ['metricNamespace', 'Bulkhead/ObjectProcessing'],
  ];

  test.each(published)('P2.7: `object-processing` publishes %s', (key, value) => {
    const parameters = resourcesOf(template, 'AWS::SSM::Parameter').map(([, { Properties }]) => Properties);

    expect(parameters).toHaveLength(published.length);
    expect(parameters.find(({ Name }) => Name === `/bulkhead/test/object-processing/${key}`)).toMatchObject({
      Type: 'String',
      Value: value,
    });
  });
});

describe('wherever it is deployed', () => {
  const lines = (overrides: Overrides, role: RegionRole) =>
    JSON.stringify(synthesize(overrides, role), undefined, 1).split('\n');
  const sameAs = (settings: object) => withSettings({ dr: { reservedConcurrency: 100 }, ...settings });

  test('P2.8: the DR region has the configuration of the primary one, and names no other region', () => {
    const standby = lines(sameAs({}), 'dr');

    expect(standby.join('\n')).not.toContain('us-east-1');
    expect(standby.map((line) => line.replaceAll('us-west-2', 'us-east-1'))).toEqual(
      lines(sameAs({}), 'primary'),
    );
  });

  test('P2.8: the settings for the DR region change only the concurrency', () => {
    const primary = lines(sameAs({ dr: { reservedConcurrency: 10 } }), 'primary');
    const standby = lines(sameAs({ dr: { reservedConcurrency: 10 } }), 'dr');
    const different = standby.filter(
      (line, index) => line.replaceAll('us-west-2', 'us-east-1') !== primary[index],
    );

    expect(different.map((line) => line.trim())).toEqual(['"ReservedConcurrentExecutions": 10,']);
  });

  test('pitfall 25: the longest environment name stays within the limits of Lambda, IAM, EventBridge and SQS', () => {
    const longest = synthesize({ name: 'a'.repeat(20) });

    expect(propertiesOf(longest, functionType)['FunctionName']).toMatch(/^[\w-]{1,64}$/);
    expect(propertiesOf(longest, 'AWS::IAM::Role')['RoleName']).toMatch(/^[\w+=,.@-]{1,64}$/);
    expect(propertiesOf(longest, ruleType)['Name']).toMatch(/^[\w.-]{1,64}$/);
    expect(propertiesOf(longest, queueType)['QueueName']).toMatch(/^[\w-]{1,80}$/);
  });

  test('P3.11: two syntheses are equal byte for byte', () => {
    expect(JSON.stringify(synthesize())).toBe(JSON.stringify(synthesize()));
  });

  test('the emulator gets the same stack as AWS, except for the known omissions', () => {
    const aws = synthesize();
    for (const [id, { Type, Properties }] of Object.entries(aws.Resources)) {
      if (Type === 'AWS::SQS::QueuePolicy') delete aws.Resources[id];
      if (['AWS::KMS::Key', 'AWS::SSM::Parameter'].includes(Type)) delete Properties['Tags'];
    }

    expect(synthesize({ target: 'emulator' })).toEqual(aws);
  });
});
