import { SSMClient } from '@aws-sdk/client-ssm';
import { once, readDeployments } from './deployment-reader';
import { recordsPath } from './deployments';
import { FakeAws } from './testing/fake-aws';

const aws = new FakeAws();
let client: SSMClient;
beforeAll(async () => {
  await aws.start();
  client = new SSMClient({
    endpoint: aws.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterEach(() => aws.reset());
afterAll(async () => {
  client.destroy();
  await aws.stop();
});

const put = (stack: string, text: string) =>
  aws.parameters.set(`${recordsPath('test')}/primary/app/${stack}`, text);
const record = JSON.stringify({ version: 2, outcome: 'deployed', at: '2026-11-24T11:40:00.000Z' });

test('all pages are read, and parts of records are none', async () => {
  for (let index = 0; index < 15; index++) {
    put(`stack-${index}`, record);
    put(`stack-${index}/0a1b2c-1`, 'H4sI');
  }
  put('broken', '{');
  const known = await readDeployments(client, 'test');

  expect(known).toMatchObject({ unreadable: 1 });
  expect('deployments' in known && known.deployments.map(({ stack }) => stack)).toHaveLength(15);
  expect(aws.asked).toHaveLength(4);
});

test('a refusal is a failure in words, without the text of SSM', async () => {
  aws.fail('GetParametersByPath', { status: 400, code: 'AccessDeniedException' });

  expect(await readDeployments(client, 'test')).toEqual({
    failure: 'SSM answered GetParametersByPath with 400 AccessDeniedException (request REQUEST1).',
  });
});

test('a refusal of a later page is a failure: half of the records could name the wrong deployment', async () => {
  for (let index = 0; index < 15; index++) put(`stack-${index}`, record);
  aws.fail('GetParametersByPath', undefined, { status: 400, code: 'InvalidNextToken' });

  expect(await readDeployments(client, 'test')).toEqual({
    failure: expect.stringContaining('InvalidNextToken'),
  });
});

test('a connection that ends is a failure in words', async () => {
  aws.fail('GetParametersByPath', 'silent', 'silent', 'silent');

  expect(await readDeployments(client, 'test')).toEqual({
    failure: expect.stringMatching(/^SSM did not answer GetParametersByPath: \w+\.$/),
  });
});

test('a call is made once', () => {
  const call = jest.fn(() => undefined);
  const first = once(call);

  expect([first(), first()]).toEqual([undefined, undefined]);
  expect(call).toHaveBeenCalledTimes(1);
});
