import { policyResource, policyStack } from '../testing';
import { readTerraform } from '../terraform/read-terraform';
import { evaluateNag } from './evaluate-nag';

const bucket = (rest: object = {}) =>
  policyResource('Bucket', 'AWS::S3::Bucket', rest as Record<string, unknown>);

async function answer(rule: string, ...resources: Parameters<typeof policyStack>[0]) {
  const { results } = await evaluateNag([policyStack(resources)]);
  return results.filter((result) => result.rule === `HIPAA.Security-${rule}`);
}

test('every rule of the pack judges every resource', async () => {
  const stacks = [
    policyStack([bucket()]),
    policyStack([bucket(), bucket()].map((each, index) => ({ ...each, logicalId: `B${index}` }))),
  ];

  const { rules, results } = await evaluateNag(stacks);

  expect(rules).toHaveLength(90);
  expect(results).toHaveLength(90 * 3);
});

test('a rule has its paragraphs, the problem and the reason why the problem matters', async () => {
  const { rules } = await evaluateNag([policyStack([bucket()])]);

  expect(rules.find(({ id }) => id === 'HIPAA.Security-S3BucketVersioningEnabled')).toEqual({
    id: 'HIPAA.Security-S3BucketVersioningEnabled',
    title: 'The S3 Bucket does not have versioning enabled.',
    explanation: expect.stringContaining('Use versioning to preserve'),
    level: 'error',
    controls: expect.arrayContaining(['164.308(a)(7)(ii)(A)', '164.312(c)(1)']),
  });
  expect(rules.filter(({ controls }) => controls.length === 0)).toEqual([]);
});

test.each([
  ['non-compliant', {}, 'The S3 Bucket does not have versioning enabled.'],
  ['compliant', { VersioningConfiguration: { Status: 'Enabled' } }, undefined],
])('a bucket is %s with versioning %j', async (result, properties, message) => {
  const [versioning] = await answer('S3BucketVersioningEnabled', bucket(properties));

  expect(versioning).toMatchObject({ stack: 'app/stack@primary', address: 'Bucket', result });
  expect(versioning?.message).toBe(message);
});

test('a rule about another type is not applicable, which is not the same as compliant', async () => {
  const [encrypted] = await answer('RDSStorageEncrypted', bucket());

  expect(encrypted?.result).toBe('not-applicable');
});

test('a rule that cannot see a value gives an error that names the value', async () => {
  const [ssh] = await answer(
    'EC2RestrictedSSH',
    policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', {
      IpProtocol: 'tcp',
      CidrIp: '0.0.0.0/0',
      FromPort: { 'Bulkhead::Parameter': '/bulkhead/test/database/port' },
      ToPort: { 'Bulkhead::Parameter': '/bulkhead/test/database/port' },
    }),
  );

  expect(ssh).toMatchObject({
    result: 'error',
    message: expect.stringContaining('non-primitive value'),
  });
});

test('a rule sees a value that another stack of the region publishes as a literal', async () => {
  const port = { 'Bulkhead::Parameter': '/bulkhead/test/database/port' };
  const client = policyStack([
    policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', {
      IpProtocol: 'tcp',
      CidrIp: '0.0.0.0/0',
      FromPort: port,
      ToPort: port,
    }),
  ]);
  const publishing = (value: string, region: string) =>
    policyStack(
      [
        policyResource('Port', 'AWS::SSM::Parameter', {
          Name: '/bulkhead/test/database/port',
          Type: 'String',
          Value: value,
        }),
      ],
      { stack: 'database', region },
    );
  const asked = async (value: string, region: string) => {
    const { results } = await evaluateNag([client, publishing(value, region)]);
    return results.find(
      ({ rule, address }) => rule === 'HIPAA.Security-EC2RestrictedSSH' && address === 'Rule',
    )?.result;
  };

  expect(await asked('22', 'us-east-1')).toBe('non-compliant');
  expect(await asked('5432', 'us-east-1')).toBe('compliant');
  expect(await asked('22', 'us-west-2')).toBe('error');
});

test('a port read from another region has the value published in that region', async () => {
  const path = '/bulkhead/test/database/port';
  const published = (region: string, Value: string) =>
    policyStack([policyResource('Port', 'AWS::SSM::Parameter', { Name: path, Type: 'String', Value })], {
      app: 'database',
      region,
    });
  const port = { 'Bulkhead::Parameter': path, 'Bulkhead::Region': 'us-west-2' };
  const rule = policyResource('Rule', 'AWS::EC2::SecurityGroupIngress', {
    IpProtocol: 'tcp',
    CidrIp: '0.0.0.0/0',
    FromPort: port,
    ToPort: port,
  });
  const stack = policyStack([rule]);
  const { results } = await evaluateNag(
    [stack],
    [stack, published('us-east-1', '5432'), published('us-west-2', '22')],
  );

  expect(results).toContainEqual(
    expect.objectContaining({ rule: 'HIPAA.Security-EC2RestrictedSSH', result: 'non-compliant' }),
  );
});

test('a bucket that Terraform splits into several resources complies as a whole', async () => {
  const resources = readTerraform({
    resource: {
      aws_s3_bucket: { data: {} },
      aws_s3_bucket_versioning: {
        data: { bucket: '${aws_s3_bucket.data.id}', versioning_configuration: { status: 'Enabled' } },
      },
    },
  });

  expect(await answer('S3BucketVersioningEnabled', ...resources)).toMatchObject([
    { address: 'aws_s3_bucket.data', result: 'compliant' },
  ]);
});

test('two evaluations give the same results in the same order', async () => {
  const stacks = [policyStack([bucket()])];

  expect(await evaluateNag(stacks)).toEqual(await evaluateNag(stacks));
});

test('a stack that CDK cannot load is refused by name, not skipped', async () => {
  const evaluate = evaluateNag([policyStack([policyResource('Alias', 'AWS::KMS::Alias')])]);

  await expect(evaluate).rejects.toMatchObject({
    code: 'UnloadableTemplate',
    message: expect.stringMatching(/app\/stack@primary.*aliasName/),
  });
});
