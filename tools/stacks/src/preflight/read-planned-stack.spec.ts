import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { stackFile } from '@bulkhead/stack';
import { type Synthesized } from '../synthesis/synthesize';
import { testAws, useTestAws } from '../test-aws/test-aws';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { readPlannedStack } from './read-planned-stack';

useTestAws();
let mockState: string | undefined;
jest.mock('../engines/terraform/state-keeper', () => ({ stateText: async () => mockState }));

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const network = testInstance('network/vpc@primary');
const service = testInstance('app-platform/service@primary', { engine: 'cdk' });
const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } } };
const configuration = { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } } };

const planning = async (instance: typeof network, isRecorded: boolean) => {
  const { app, stack, role, region, engine } = instance;
  const of = { app, stack, role, region, engine, template: 'template.json', name: 'qa-service' };
  const root = testFolder({
    [`out/${stackFile}`]: { ...of, omitted: [], suppressions: [], publishes: [], consumes: [] },
    'out/template.json': engine === 'cdk' ? template : configuration,
  });
  const synthesized = { ...of, directory: join(root, 'out') } as unknown as Synthesized;
  return readPlannedStack({ workspaceRoot: root, environment }, instance, synthesized, isRecorded);
};

test.each([
  [network, 'AWS::EC2::VPC'],
  [service, 'AWS::SQS::Queue'],
])('the resources of %s are in CloudFormation’s words', async (instance, type) => {
  const { resources } = await planning(instance, false);

  expect(resources.map((resource) => resource.type)).toEqual([type]);
});

test('a stack that was never deployed has no standing resources, and nobody is asked', async () => {
  const { standing } = await planning(service, false);

  expect((await standing()).counts.size).toBe(0);
  expect(testAws().cloudFormation.calls).toEqual([]);
});

test('resources in CloudFormation stand, except those that were never created', async () => {
  testAws().cloudFormation.left('qa-service', (stack) => {
    stack.create(JSON.stringify(template));
    stack.resources.push({
      logicalId: 'Failed',
      physicalId: '',
      template: { Type: 'AWS::SQS::Queue' },
      status: 'CREATE_FAILED',
    });
  });
  const found = await (await planning(service, true)).standing();

  expect([...found.counts]).toEqual([['AWS::SQS::Queue', 1]]);
  expect([found.has('q'), found.has('r')]).toEqual([true, false]);
});

test('a deleted stack has no resources', async () => {
  expect((await (await planning(service, true)).standing()).counts.size).toBe(0);
});

test.each([
  [undefined, []],
  [
    JSON.stringify({
      resources: [
        { mode: 'managed', type: 'aws_eip', instances: [{}, { attributes: { engine_version: '16.13' } }] },
        { mode: 'data', type: 'aws_ssm_parameter', instances: [{}] },
      ],
    }),
    [['aws_eip', 2]],
  ],
])('resources in Terraform’s state stand: %s', async (state, counts) => {
  mockState = state;
  const found = await (await planning(network, true)).standing();

  expect([...found.counts]).toEqual(counts);
  expect(found.has('16.13')).toBe(state !== undefined);
});
