import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { applyEnvironment, emulatorEnvironment } from '@bulkhead/emulator';
import { parseEnvironment } from '@bulkhead/config';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { cdkEngine } from './cdk-engine';
import { detectDrift } from './detect-drift';

/** What the CloudFormation of a test answers; every list is a page. */
interface Answers {
  readonly template?: object;
  readonly statuses?: readonly string[];
  readonly reason?: string;
  readonly pages?: readonly (readonly object[])[];
  readonly refusal?: string;
}

let answers: Answers;
let asked: URLSearchParams[];

/** Answers as the API reference of CloudFormation says. */
const cloudFormation: Server = createServer(async (request, response) => {
  const question = new URLSearchParams(await text(request));
  asked.push(question);
  const action = question.get('Action') ?? '';
  const result = answerTo(action, question);
  response.setHeader('content-type', 'text/xml');
  if (typeof result === 'string') {
    response.statusCode = 400;
    const error = xml({ Type: 'Sender', Code: 'ValidationError', Message: result });
    return response.end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
  }
  return response.end(
    `<${action}Response><${action}Result>${xml(result)}</${action}Result></${action}Response>`,
  );
});

function answerTo(action: string, question: URLSearchParams): object | string {
  const { template, statuses = ['DETECTION_COMPLETE'], reason, pages = [], refusal } = answers;
  const page = Number(question.get('NextToken') ?? 0);
  const times = asked.filter((earlier) => earlier.get('Action') === action).length;
  switch (action) {
    case 'GetTemplate':
      return template
        ? { TemplateBody: JSON.stringify(template) }
        : 'Stack with id qa-service does not exist';
    case 'DetectStackDrift':
      return refusal ?? { StackDriftDetectionId: 'detection-1' };
    case 'DescribeStackDriftDetectionStatus':
      return {
        StackId: 'qa-service',
        StackDriftDetectionId: question.get('StackDriftDetectionId'),
        DetectionStatus: statuses[Math.min(times, statuses.length) - 1],
        ...(reason && { DetectionStatusReason: reason }),
        Timestamp: '2026-01-01T00:00:00Z',
      };
    case 'DescribeStackResourceDrifts':
      return {
        StackResourceDrifts: pages[page] ?? [],
        ...(page + 1 < pages.length && { NextToken: String(page + 1) }),
      };
    default:
      return `no such action: ${action}`;
  }
}

/** Objects as elements, lists as `member` elements: the query protocol of AWS. */
function xml(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join('');
  }
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

beforeAll(async () => {
  await new Promise<void>((done) => cloudFormation.listen(0, '127.0.0.1', done));
  const { port } = cloudFormation.address() as AddressInfo;
  Object.assign(process.env, applyEnvironment({}, emulatorEnvironment(`http://127.0.0.1:${port}`)));
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
});
afterAll(() => {
  cloudFormation.closeAllConnections();
  cloudFormation.close();
});
beforeEach(() => {
  answers = {};
  asked = [];
});

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

test('what CloudFormation finds is told by resource, id and property, over every page of it', async () => {
  const differences = [
    difference('/Value', 'NOT_EQUAL', 'vpc-1', 'vpc-2'),
    difference('/Tags/1', 'ADD', 'null', '{"Key":"Owner","Value":"mallory"}'),
    difference('/Description', 'REMOVE', 'Id of the VPC', 'null'),
  ];
  answers = {
    template,
    statuses: ['DETECTION_IN_PROGRESS', 'DETECTION_IN_PROGRESS', 'DETECTION_COMPLETE'],
    pages: [
      [result('Queue', 'DELETED')],
      [result('Log', 'IN_SYNC')],
      [result('VpcId', 'MODIFIED', { PropertyDifferences: differences })],
    ],
  };

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
  expect(asked.map((question) => question.get('Action'))).toEqual([
    'GetTemplate',
    'DetectStackDrift',
    ...Array<string>(3).fill('DescribeStackDriftDetectionStatus'),
    ...Array<string>(3).fill('DescribeStackResourceDrifts'),
  ]);
  expect(asked.at(-1)?.get('StackName')).toBe('qa-service');
});

test('a stack in sync has no drift', async () => {
  answers = { template, pages: inSync };

  expect(await detect()).toEqual({ drifted: [], unchecked: [], checked: 3, gone: false });
});

test('what CloudFormation could not compare, or cannot, is told with the reason', async () => {
  answers = {
    template,
    pages: [[result('Queue', 'IN_SYNC'), result('VpcId', 'UNKNOWN', { DriftStatusReason: 'AccessDenied' })]],
  };

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

test('a detection that fails keeps what it found, and says that it did not come to its end', async () => {
  answers = {
    template,
    statuses: ['DETECTION_FAILED'],
    reason: 'Rate exceeded',
    pages: [[result('Queue', 'DELETED')]],
  };

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

test('a stack that cannot be compared now is an error with the reason of CloudFormation', async () => {
  answers = { template, refusal: 'Stack qa-service is in UPDATE_IN_PROGRESS state' };

  await expect(detect()).rejects.toMatchObject({
    code: 'DriftDetectionFailed',
    message: expect.stringMatching(/app-platform\/service@primary.*UPDATE_IN_PROGRESS/),
    next: expect.any(String),
  });
});

test('on the emulator nothing is asked, and every resource is told not to have been looked at', async () => {
  answers = { template, pages: inSync };
  const found = await detectDrift(requestIn('emulator'));

  expect(found).toMatchObject({ drifted: [], checked: 0, gone: false });
  expect(found.unchecked.map(({ resource }) => resource)).toEqual(['Queue', 'VpcId', 'Log']);
  expect(asked.map((question) => question.get('Action'))).toEqual(['GetTemplate']);
});

test('a detection without end is left at the deadline of the run', async () => {
  answers = { template, statuses: ['DETECTION_IN_PROGRESS'] };
  const deadline = new AbortController();
  const reason = new Error('too late');
  const detected = cdkEngine.drift(requestIn('aws', deadline.signal));
  setTimeout(() => deadline.abort(reason), 200);

  await expect(detected).rejects.toBe(reason);
});
