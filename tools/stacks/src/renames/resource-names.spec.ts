import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironment } from '@bulkhead/config';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { keptResources, synthesizedResources } from './resource-names';

const asked: unknown[] = [];
jest.mock('../engines/cdk/deployed-stack', () => ({
  deployedTemplate: async (request: { synthesized: { name: string } }) => {
    asked.push(request.synthesized.name);
    return { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };
  },
}));
jest.mock('../engines/terraform/state-keeper', () => ({
  stateText: async (_: object, { stack }: { stack: string }) =>
    stack === 'none'
      ? undefined
      : JSON.stringify({
          version: 4,
          lineage: 'l',
          serial: 1,
          resources: [
            { mode: 'managed', type: 'aws_sqs_queue', name: 'queue', instances: [] },
            { mode: 'data', type: 'aws_region', name: 'here', instances: [] },
          ],
        }),
}));

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const run = { workspaceRoot: '', environment };

test('the resources in the state of an engine have the names of the code', async () => {
  expect(await keptResources(run, testInstance('web/service@primary', { engine: 'cdk' }))).toEqual(['Queue']);
  expect(asked).toEqual(['bulkhead-qa-web-service']);
  expect(await keptResources(run, testInstance('web/service@primary'))).toEqual(['aws_sqs_queue.queue']);
  expect(await keptResources(run, testInstance('web/none@primary'))).toEqual([]);
});

test('so have synthesized resources', () => {
  const written = (template: string, content: object) => {
    const directory = testFolder();
    writeFileSync(join(directory, template), JSON.stringify(content));
    return { directory, template };
  };

  expect(
    synthesizedResources('cdktf', written('cdk.tf.json', { resource: { aws_sqs_queue: { a: {}, b: {} } } })),
  ).toEqual(['aws_sqs_queue.a', 'aws_sqs_queue.b']);
  expect(synthesizedResources('cdk', written('x.template.json', { Resources: { Queue: {} } }))).toEqual([
    'Queue',
  ]);
});
