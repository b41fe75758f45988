import { BulkheadError } from '@bulkhead/errors';
import { testRun } from '../actions/test-world';
import { testInstance } from '../workspace/test-instances';
import { createFoundation } from './foundation';

const created: string[] = [];
const failing = new Map<string, Error>();
const mockCreate = async (what: string, region: string) => {
  const error = failing.get(region);
  if (error) throw error;
  created.push(`${what} in ${region}`);
};
jest.mock('../engines/terraform/state-bucket', () => ({
  createStateBucket: (_: string, region: string) => mockCreate('bucket', region),
}));
jest.mock('../engines/cdk/cdk-bootstrap', () => ({
  bootstrapCdk: (_: string, region: string) => mockCreate('stack', region),
}));
beforeEach(() => {
  created.length = 0;
  failing.clear();
});

const instances = [
  testInstance('network/main@primary'),
  testInstance('app/main@primary', { engine: 'cdk' }),
  testInstance('app/main@dr', { engine: 'cdk' }),
];
const founding = () => {
  const { run, output } = testRun(instances, instances, {}, { terraformState: { type: 's3' } });
  return { result: createFoundation(run), output };
};

test('what stacks stand on is created in each region', async () => {
  expect(await founding().result).toHaveLength(3);
  expect(created).toEqual(['bucket in us-east-1', 'stack in us-east-1', 'stack in us-west-2']);
});

test('a region that fails keeps no other from being founded', async () => {
  const error = new BulkheadError('AwsUnavailable', 'S3 in us-east-1 did not answer CreateBucket');
  failing.set('us-east-1', error);
  const { result, output } = founding();

  await expect(result).rejects.toBe(error);
  expect(created).toEqual(['stack in us-west-2']);
  expect(output.lines).toEqual([
    'Ready: the CDK bootstrap stack in us-west-2.',
    expect.stringContaining('did not answer CreateBucket'),
  ]);
});

test('a defect ends it', async () => {
  const defect = new TypeError('x is undefined');
  failing.set('us-east-1', defect);

  await expect(founding().result).rejects.toBe(defect);
});
