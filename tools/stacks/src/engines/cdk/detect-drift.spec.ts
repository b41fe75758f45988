import { parseEnvironment } from '@bulkhead/config';
import { TestRefusal } from '../../test-aws/query-protocol';
import { testAws, useTestAws } from '../../test-aws/test-aws';
import { type TestDrift } from '../../test-aws/test-cloudformation';
import { type TestStack } from '../../test-aws/test-stack';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { cdkEngine } from './cdk-engine';
import { detectDrift } from './detect-drift';

useTestAws();

/** A deployed stack with these results of drift detection. */
const finding = (drift: TestDrift): TestStack => {
  testAws().cloudFormation.drift = drift;
  return testAws().cloudFormation.left('qa-service', (stack) => stack.create(JSON.stringify(template)));
};

const requestIn = (target: 'aws' | 'emulator', signal = new AbortController().signal) =>
  ({
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', target }, 'qa.json'),
    instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
    synthesized: { name: 'qa-service' },
    signal,
  }) as unknown as EngineRequest;
const detect = () => detectDrift(requestIn('aws'), 1);

const template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    VpcId: { Type: 'AWS::SSM::Parameter' },
    Log: { Type: 'AWS::Logs::LogGroup' },
  },
};
const result = (LogicalResourceId: keyof typeof template.Resources, status: string, over: object = {}) => ({
  StackId: 'qa-service',
  LogicalResourceId,
  PhysicalResourceId: `physical-${LogicalResourceId}`,
  ResourceType: template.Resources[LogicalResourceId].Type,
  StackResourceDriftStatus: status,
  Timestamp: '2026-01-01T00:00:00Z',
  ...over,
});
const difference = (
  PropertyPath: string,
  DifferenceType: string,
  ExpectedValue: string,
  ActualValue: string,
) => ({
  PropertyPath,
  DifferenceType,
  ExpectedValue,
  ActualValue,
});
const inSync = [[result('Queue', 'IN_SYNC'), result('VpcId', 'IN_SYNC'), result('Log', 'IN_SYNC')]];

test('the drift of every result page is reported by resource, id and property', async () => {
  const differences = [
    difference('/Value', 'NOT_EQUAL', 'vpc-1', 'vpc-2'),
    difference('/Tags/1', 'ADD', 'null', '{"Key":"Owner","Value":"mallory"}'),
    difference('/Description', 'REMOVE', 'Id of the VPC', 'null'),
  ];
  finding({
    statuses: ['DETECTION_IN_PROGRESS', 'DETECTION_IN_PROGRESS', 'DETECTION_COMPLETE'],
    pages: [
      [result('Queue', 'DELETED')],
      [result('Log', 'IN_SYNC')],
      [result('VpcId', 'MODIFIED', { PropertyDifferences: differences })],
    ],
  });

  expect(await detect()).toEqual({
    drifted: [
      {
        kind: 'deleted',
        resource: 'Queue',
        type: 'AWS::SQS::Queue',
        physicalId: 'physical-Queue',
        attributes: [],
      },
      {
        kind: 'changed',
        resource: 'VpcId',
        type: 'AWS::SSM::Parameter',
        physicalId: 'physical-VpcId',
        attributes: [
          { path: '/Value', expected: 'vpc-1', actual: 'vpc-2' },
          { path: '/Tags/1', expected: null, actual: { Key: 'Owner', Value: 'mallory' } },
          { path: '/Description', expected: 'Id of the VPC', actual: null },
        ],
      },
    ],
    unchecked: [],
    checked: 3,
    gone: false,
  });
  expect(testAws().cloudFormation.calls).toEqual([
    'DescribeStacks',
    'GetTemplate',
    'DetectStackDrift',
    ...Array<string>(3).fill('DescribeStackDriftDetectionStatus'),
    ...Array<string>(3).fill('DescribeStackResourceDrifts'),
  ]);
});

test('a stack in sync has no drift', async () => {
  finding({ pages: inSync });

  expect(await detect()).toEqual({ drifted: [], unchecked: [], checked: 3, gone: false });
});

test('a resource that CloudFormation did not compare is reported with the reason', async () => {
  finding({
    pages: [[result('Queue', 'IN_SYNC'), result('VpcId', 'UNKNOWN', { DriftStatusReason: 'AccessDenied' })]],
  });

  expect(await detect()).toMatchObject({
    drifted: [],
    unchecked: [
      { resource: 'VpcId', type: 'AWS::SSM::Parameter', reason: 'AccessDenied' },
      {
        resource: 'Log',
        type: 'AWS::Logs::LogGroup',
        reason: 'CloudFormation does not compare resources of this type',
      },
    ],
    checked: 1,
  });
});

test('a failed detection keeps its results and is reported as incomplete', async () => {
  finding({
    statuses: ['DETECTION_FAILED'],
    reason: 'Rate exceeded',
    pages: [[result('Queue', 'DELETED')]],
  });

  expect(await detect()).toMatchObject({
    drifted: [{ kind: 'deleted', resource: 'Queue' }],
    incomplete: 'Rate exceeded',
  });
});

test('a stack that CloudFormation does not have is gone', async () => {
  expect(await detect()).toEqual({
    drifted: [
      { kind: 'deleted', resource: 'qa-service', type: 'AWS::CloudFormation::Stack', attributes: [] },
    ],
    unchecked: [],
    checked: 0,
    gone: true,
  });
});

test("a stack that cannot be compared now is an error with CloudFormation's reason", async () => {
  finding({});
  const message = 'Stack qa-service is in a state in which it cannot be compared';
  testAws().cloudFormation.refusals['DetectStackDrift'] = new TestRefusal('ValidationError', message);

  await expect(detect()).rejects.toMatchObject({
    code: 'DriftDetectionFailed',
    message: expect.stringMatching(/app-platform\/service@primary.*cannot be compared/),
    next: expect.any(String),
  });
});

test('on the emulator there is no call, and every resource is reported as unchecked', async () => {
  finding({ pages: inSync });
  const found = await detectDrift(requestIn('emulator'));

  expect(found).toMatchObject({ drifted: [], checked: 0, gone: false });
  expect(found.unchecked.map(({ resource }) => resource)).toEqual(['Queue', 'VpcId', 'Log']);
  expect(testAws().cloudFormation.calls).toEqual(['DescribeStacks', 'GetTemplate']);
});

test('an endless detection ends at the deadline of the run', async () => {
  finding({ statuses: ['DETECTION_IN_PROGRESS'] });
  const deadline = new AbortController();
  const reason = new Error('too late');
  const detected = cdkEngine.drift(requestIn('aws', deadline.signal));
  setTimeout(() => deadline.abort(reason), 200);

  await expect(detected).rejects.toBe(reason);
});

describe('a stack that is not as a deploy leaves it', () => {
  const leave = (...statuses: string[]) =>
    testAws().cloudFormation.left('qa-service', (stack) => {
      for (const status of statuses) stack.become(status);
    });

  test.each(['REVIEW_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'])(
    'is not deployed if it is %s and never had another status',
    async (status) => {
      leave('CREATE_IN_PROGRESS', status);

      expect(await detect()).toMatchObject({
        gone: true,
        checked: 0,
        instead: `it never came into being (${status}): a deploy deletes what is left of it and makes it anew`,
      });
      expect(testAws().cloudFormation.calls).not.toContain('DetectStackDrift');
    },
  );

  test.each([
    ['CREATE_COMPLETE', 'DELETE_FAILED', 'deploy -c qa'],
    ['CREATE_COMPLETE', 'IMPORT_ROLLBACK_FAILED', 'deploy -c qa'],
    ['CREATE_COMPLETE', 'UPDATE_FAILED', 'it first lets CloudFormation put the stack back'],
  ])('is broken if it was %s and is %s', async (was, is, next) => {
    leave('CREATE_IN_PROGRESS', was, is);

    await expect(detect()).rejects.toMatchObject({
      code: 'StackBroken',
      message: expect.stringContaining(`(${is})`),
      next: expect.stringContaining(next),
    });
  });

  test.each(['DELETE_FAILED', 'UPDATE_FAILED'])(
    'is reported with the environment as the user named it (%s)',
    async (is) => {
      leave('CREATE_IN_PROGRESS', 'CREATE_COMPLETE', is);
      const request = { ...requestIn('aws'), environmentOption: '--environment=envs/qa.json' };

      await expect(detectDrift(request, 1)).rejects.toMatchObject({
        code: 'StackBroken',
        next: expect.stringContaining('npx nx run app-platform:deploy --environment=envs/qa.json --stack='),
      });
    },
  );

  test('is compared and reported as half-way if its rollback failed', async () => {
    const stack = finding({ pages: inSync });
    stack.become('UPDATE_ROLLBACK_FAILED');

    expect(await detect()).toMatchObject({
      checked: 3,
      incomplete: expect.stringMatching(
        /\(UPDATE_ROLLBACK_FAILED\): a deploy first lets CloudFormation put it back/,
      ),
    });
  });

  test('is not compared while CloudFormation is working on it', async () => {
    leave('UPDATE_IN_PROGRESS');

    await expect(detect()).rejects.toMatchObject({
      code: 'DriftDetectionFailed',
      message: expect.stringContaining('(UPDATE_IN_PROGRESS)'),
    });
  });
});
