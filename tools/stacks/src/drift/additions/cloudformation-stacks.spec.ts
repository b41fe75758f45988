import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { parseEnvironment } from '@bulkhead/config';
import { cloudFormationResources } from './cloudformation-stacks';

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const template = {
  Parameters: { Groups: { Type: 'AWS::SSM::Parameter::Value<List<String>>' }, Port: { Type: 'String' } },
  Resources: {
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x' } },
    Rule: {
      Type: 'AWS::EC2::SecurityGroupIngress',
      Properties: {
        GroupId: { 'Fn::Select': [0, { Ref: 'Groups' }] },
        FromPort: { Ref: 'Port' },
        SourceSecurityGroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
      },
    },
    Deleted: { Type: 'AWS::SQS::Queue' },
    NotCreated: { Type: 'AWS::SQS::Queue' },
  },
};
const stack = (StackName: string, StackStatus = 'UPDATE_COMPLETE') => ({
  StackName,
  StackId: `arn:aws:cloudformation:us-east-1:123456789012:stack/${StackName}/1`,
  StackStatus,
  Parameters: [
    { ParameterKey: 'Groups', ParameterValue: '/bulkhead/qa/groups', ResolvedValue: 'sg-1,sg-2' },
    { ParameterKey: 'Port', ParameterValue: '5432' },
  ],
});
const summary = (
  LogicalResourceId: string,
  PhysicalResourceId: string,
  ResourceStatus = 'CREATE_COMPLETE',
) => ({
  LogicalResourceId,
  PhysicalResourceId,
  ResourceType: template.Resources[LogicalResourceId as 'Group'].Type,
  ResourceStatus,
});

/** Names of the stacks whose templates were read. */
let read: string[];

beforeEach(() => {
  read = [];
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  jest.spyOn(CloudFormationClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const { constructor, input } = command as { constructor: { name: string }; input: { StackName: string } };
    switch (constructor.name) {
      case 'DescribeStacksCommand':
        return {
          Stacks: [
            stack('bulkhead-qa-app-service-1'),
            stack('named'),
            stack('bulkhead-other-app-service-1'),
            stack('CDKToolkit'),
            stack('bulkhead-qa-app-begun-1', 'REVIEW_IN_PROGRESS'),
          ],
        };
      case 'GetTemplateCommand':
        read.push(input.StackName);
        return { TemplateBody: JSON.stringify(template) };
      case 'ListStackResourcesCommand':
        return {
          StackResourceSummaries: [
            summary('Group', 'sg-9'),
            summary('Deleted', 'queue', 'DELETE_COMPLETE'),
            summary('NotCreated', '', 'CREATE_FAILED'),
          ],
        };
      default:
        throw new RangeError(constructor.name);
    }
  });
});
afterEach(() => jest.restoreAllMocks());

test('the stacks of the environment are read, those of the run under their ids', async () => {
  const found = await cloudFormationResources(
    environment,
    'us-east-1',
    new Map([['named', 'app/own@primary']]),
  );

  expect(read.sort()).toEqual(['bulkhead-qa-app-service-1', 'named']);
  expect([...new Set(found.map(({ stack: of }) => of))].sort()).toEqual([
    'app/own@primary',
    'bulkhead-qa-app-service-1',
  ]);
});

test('a resource has its id, and its properties with resolved references; a deleted one does not count', async () => {
  const found = await cloudFormationResources(
    environment,
    'us-east-1',
    new Map([['named', 'app/own@primary']]),
  );
  const own = found.filter(({ stack: of }) => of === 'app/own@primary');

  expect(own.map(({ address, physicalId, attributes }) => [address, physicalId, attributes])).toEqual([
    ['Group', 'sg-9', { GroupDescription: 'x' }],
    ['Rule', '', { GroupId: 'sg-1', FromPort: '5432', SourceSecurityGroupId: 'sg-9' }],
  ]);
  expect(own[0]?.sets?.('GroupDescription')).toBe(true);
  expect(own[0]?.sets?.('SecurityGroupIngress')).toBe(false);
});
