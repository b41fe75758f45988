import { text } from 'node:stream/consumers';
import { parseEnvironment } from '@bulkhead/config';
import { Refusal } from '@bulkhead/errors';
import { withPlayedAws } from '../../test-emulator';
import { testInstance } from '../../workspace/test-instances';
import { type EngineRequest } from '../engine';
import { type ResourceChange } from '../resource-change';
import { cdkEngine } from './cdk-engine';
import { changeOf, revertStack } from './revert-stack';

/** Result of the change set of a test. */
interface ChangeSet {
  readonly status?: string;
  readonly reason?: string;
  /** Pages of changes. */
  readonly pages?: readonly (readonly object[])[];
}

let changeSet: ChangeSet;
let asked: URLSearchParams[];

withPlayedAws(async (request, response) => {
  const question = new URLSearchParams(await text(request));
  asked.push(question);
  const action = question.get('Action') ?? '';
  response.setHeader('content-type', 'text/xml');
  response.end(
    `<${action}Response><${action}Result>${xml(answerTo(action, question))}</${action}Result></${action}Response>`,
  );
});

function answerTo(action: string, question: URLSearchParams): object {
  const { status = 'CREATE_COMPLETE', reason, pages = [[]] } = changeSet;
  const page = Number(question.get('NextToken') ?? 0);
  switch (action) {
    case 'DescribeStacks':
      return {
        Stacks: [
          {
            StackName: 'qa-service',
            StackStatus: 'UPDATE_COMPLETE',
            CreationTime: '2026-01-01T00:00:00Z',
            Parameters: [{ ParameterKey: 'VpcId', ParameterValue: '/bulkhead/qa/network/vpcId' }],
          },
        ],
      };
    case 'CreateChangeSet':
      return { Id: 'arn:change-set', StackId: 'arn:stack' };
    case 'DescribeChangeSet':
      return {
        Status: status,
        ...(reason && { StatusReason: reason }),
        Changes: pages[page] ?? [],
        ...(page + 1 < pages.length && { NextToken: String(page + 1) }),
      };
    default:
      return {};
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
  return String(value);
}

beforeEach(() => {
  changeSet = {};
  asked = [];
});

const requestOf = (over: Partial<EngineRequest> = {}, target: 'aws' | 'emulator' = 'aws') =>
  ({
    environment: parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012', target }, 'qa.json'),
    instance: testInstance('app-platform/service@primary', { engine: 'cdk' }),
    synthesized: { name: 'qa-service' },
    signal: new AbortController().signal,
    progress: () => undefined,
    revertDrift: true,
    ...over,
  }) as unknown as EngineRequest;

const change = (Action: string, LogicalResourceId: string, ResourceType: string, Replacement?: string) => ({
  Type: 'Resource',
  ResourceChange: {
    Action,
    LogicalResourceId,
    ResourceType,
    ...(Replacement && { Replacement }),
    Details: [
      {
        Target: {
          Path: '/Name',
          BeforeValue: 'mallory',
          AfterValue: 'ours',
          RequiresRecreation: Replacement === 'True' ? 'Always' : 'Never',
        },
      },
    ],
  },
});
const changes = [
  [change('Modify', 'Queue', 'AWS::SQS::Queue', 'False'), change('Add', 'Log', 'AWS::Logs::LogGroup')],
  [change('Modify', 'Key', 'AWS::KMS::Key', 'Conditional')],
];
const actions = () => asked.map((question) => question.get('Action'));

test('a drift-aware change set of the deployed template and parameters is made, approved and executed', async () => {
  changeSet = { pages: changes };
  const approved: ResourceChange[] = [];
  const counts = await cdkEngine.deploy(requestOf({ approve: (found) => approved.push(...found) }));
  const created = asked.find((question) => question.get('Action') === 'CreateChangeSet');

  expect(Object.fromEntries(created ?? [])).toMatchObject({
    StackName: 'qa-service',
    ChangeSetType: 'UPDATE',
    DeploymentMode: 'REVERT_DRIFT',
    UsePreviousTemplate: 'true',
    'Parameters.member.1.ParameterKey': 'VpcId',
    'Parameters.member.1.UsePreviousValue': 'true',
  });
  expect(created?.has('TemplateBody')).toBe(false);
  expect(approved.map(({ action, resource, stateful }) => [action, resource, stateful])).toEqual([
    ['change', 'Queue', true],
    ['add', 'Log', true],
    ['replace', 'Key', true],
  ]);
  expect(approved[0]?.attributes).toEqual([
    { path: '/Name', before: 'mallory', after: 'ours', forcesReplacement: false },
  ]);
  expect(actions().at(-2)).toBe('ExecuteChangeSet');
  expect(counts).toEqual({ added: 2, changed: 1, destroyed: 1 });
});

test('a change set that is not approved is removed and not executed', async () => {
  changeSet = { pages: changes };
  const approve = () => {
    throw new Refusal('StatefulDestruction', 'no');
  };

  await expect(revertStack(requestOf({ approve }))).rejects.toMatchObject({ code: 'StatefulDestruction' });
  expect(actions()).not.toContain('ExecuteChangeSet');
  expect(actions().at(-1)).toBe('DeleteChangeSet');
});

test('without drift, nothing is touched', async () => {
  changeSet = { status: 'FAILED', reason: "The submitted information didn't contain changes." };

  expect(await revertStack(requestOf())).toEqual({ added: 0, changed: 0, destroyed: 0 });
  expect(actions()).not.toContain('ExecuteChangeSet');
  expect(actions().at(-1)).toBe('DeleteChangeSet');
});

test('a change set that fails says why', async () => {
  changeSet = { status: 'FAILED', reason: 'Access denied' };

  await expect(revertStack(requestOf())).rejects.toMatchObject({
    code: 'RevertFailed',
    message: expect.stringContaining('Access denied'),
  });
});

test('on the emulator, revert is refused without a call: the emulator would deploy instead', async () => {
  await expect(revertStack(requestOf({}, 'emulator'))).rejects.toMatchObject({
    code: 'RevertUnsupported',
    constructor: Refusal,
  });
  expect(asked).toEqual([]);
});

describe('a change of a change set', () => {
  const of = (over: object) => changeOf({ ResourceChange: { LogicalResourceId: 'One', ...over } });

  test.each([
    [{ Action: 'Add' }, 'add'],
    [{ Action: 'Modify' }, 'change'],
    [{ Action: 'Remove' }, 'destroy'],
    [{ Action: 'SyncWithActual' }, 'change'],
    [{}, 'change'],
    [{ Action: 'Modify', Replacement: 'False' }, 'change'],
    [{ Action: 'Modify', Replacement: 'True' }, 'replace'],
    [{ Action: 'Modify', Replacement: 'Conditional' }, 'replace'],
  ])('%j is to %s', (change, action) => {
    expect(of(change)).toMatchObject({ action, resource: 'One' });
  });

  test('holds data if its type does', () => {
    expect(of({ ResourceType: 'AWS::S3::Bucket' }).stateful).toBe(true);
    expect(of({ ResourceType: 'AWS::EC2::Subnet' }).stateful).toBe(false);
  });

  test('names each property by its path, else by its name, and skips a property without both', () => {
    const Details = [
      { Target: { Path: '/A/B', Name: 'A', RequiresRecreation: 'Always' } },
      { Target: { Name: 'C', BeforeValue: '1', AfterValue: '2', RequiresRecreation: 'Conditionally' } },
      { Target: { Attribute: 'Metadata' } },
      {},
    ];

    expect(of({ Details }).attributes).toEqual([
      { path: '/A/B', before: null, after: null, forcesReplacement: true },
      { path: 'C', before: '1', after: '2', forcesReplacement: false },
    ]);
  });
});

test('a change set that fails without a reason says so, and is removed', async () => {
  changeSet = { status: 'FAILED' };

  await expect(revertStack(requestOf())).rejects.toMatchObject({
    message: 'CloudFormation does not put app-platform/service@primary back: CloudFormation gives no reason',
  });
  expect(actions().at(-1)).toBe('DeleteChangeSet');
});

test('after any failure except a refusal, the change set stays for inspection', async () => {
  changeSet = { pages: changes };
  const approve = () => {
    throw new Error('not a refusal');
  };

  await expect(revertStack(requestOf({ approve }))).rejects.toThrow('not a refusal');
  expect(actions()).not.toContain('DeleteChangeSet');
});
