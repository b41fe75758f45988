import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type AwsClients } from './aws-clients';
import { outcomesIn, PresetDeployment } from './preset-deployment';
import { objectProcessingTests } from './rows/object-processing';
import { withCopy } from './with-copy';

/** The part of web-multi-region that object processing needs, and the least that an environment can have it with. */
const least = {
  regions: { dr: null },
  apps: {
    database: { relational: null, credentials: null, backup: null, 'static-assets': null },
    'dr-region': null,
    'app-platform': { service: null, 'object-processing': { dr: null } },
  },
};

let copy: WorkspaceCopy;
let aws: AwsClients;
let deployment: PresetDeployment;
withCopy(async (opened, clients) => {
  copy = opened;
  aws = clients;
  deployment = new PresetDeployment(copy, 'web-multi-region');
  deployment.configure(least);
  await copy.succeed('run bulkhead:build');
  await copy.succeed('run emulator:start');
});

const every = (outcome: string) => ({
  'network/vpc@primary': outcome,
  'database/storage@primary': outcome,
  'app-platform/object-processing@primary': outcome,
});

test('P2.8: object processing is deployed with the bucket and the network alone', async () => {
  const run = await deployment.run('deploy');

  expect([run.code, run.code === 0 ? '' : run.text]).toEqual([0, '']);
  expect(outcomesIn(run)).toEqual(every('deployed'));
  expect(run.text).toContain('not deployed here: 1 AWS::SQS::QueuePolicy (P2.8)');
});

describe('what is deployed', () => {
  objectProcessingTests({
    aws: () => aws,
    endpoint: () => copy.endpoint,
    output: (key) => deployment.outputs()[key] as string,
  });
});

test('deployed again, it is unchanged', async () => {
  expect(outcomesIn(await deployment.run('deploy'))).toEqual(every('unchanged'));
});

test('P4.6: it is destroyed, before what it reads from', async () => {
  const run = await deployment.run('destroy');

  expect([run.code, run.code === 0 ? '' : run.text]).toEqual([0, '']);
  expect(outcomesIn(run)).toEqual(every('destroyed'));
});
