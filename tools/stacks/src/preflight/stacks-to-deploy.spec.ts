import { join } from 'node:path';
import { fileDigests } from '../records/fingerprint';
import { KnownRecords } from '../records/known-records';
import { testRecord } from '../records/test-records';
import { type Synthesized } from '../synthesis/synthesize';
import { testFolder } from '../test-folder';
import { testInstance } from '../workspace/test-instances';
import { stacksToDeploy } from './stacks-to-deploy';

const network = testInstance('network/vpc@primary');
const service = testInstance('app/web@primary');

test('a stack whose output is being replaced is checked, and the others are compared', () => {
  const directory = testFolder({ 'template.json': {} });
  const outcome = (at: string) => ({ directory: at, consumes: [], publishes: [] }) as unknown as Synthesized;
  const records = new KnownRecords();
  for (const instance of [network, service])
    records.set(instance, testRecord({ files: fileDigests(directory) }));
  const synthesized = new Map([
    [network, outcome(join(directory, 'gone'))],
    [service, outcome(directory)],
  ]);

  expect([...stacksToDeploy(synthesized, records, false).keys()]).toEqual([network]);
});
