import { parseEnvironment } from '@bulkhead/config';
import { ownedResources } from '../engines/owned-resources';
import { leftBehind } from './left-behind';

jest.mock('../engines/owned-resources', () => ({ ownedResources: jest.fn() }));

const environment = parseEnvironment({ name: 'qa', preset: 'saas', account: '123456789012' }, 'qa.json');
const place = { workspaceRoot: '', environment, region: 'us-east-1' };
const service = { role: 'primary', app: 'app-platform', stack: 'service' } as const;

test('resources with the tags of a stack are listed, without keys, and only the first of very many', async () => {
  const queues = Array.from({ length: 25 }, (_, index) => `arn:aws:sqs:us-east-1:123456789012:q${index}`);
  jest.mocked(ownedResources).mockResolvedValue(['arn:aws:kms:us-east-1:123456789012:key/1', ...queues]);

  expect(await leftBehind(place, service)).toEqual(queues.slice(0, 20));
  expect(jest.mocked(ownedResources).mock.calls).toEqual([[place, service]]);
});
