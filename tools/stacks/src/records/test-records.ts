import { type StackInstance } from '../workspace/stack-instance';
import { KnownRecords } from './known-records';
import { type DeployRecord } from './record';

/** A record for specs. The stack was deployed with success and exchanges nothing, unless `over` says otherwise. */
export function testRecord(over: Partial<DeployRecord> = {}): DeployRecord {
  return {
    of: { environment: 'qa', role: 'primary', app: 'network', stack: 'vpc' },
    outcome: 'deployed',
    at: '2026-01-01T00:00:00.000Z',
    files: {},
    consumed: {},
    published: {},
    publishedValues: {},
    ...over,
  };
}

/** The records of a run, for specs. */
export function testRecords(...known: readonly (readonly [StackInstance, DeployRecord])[]): KnownRecords {
  const records = new KnownRecords();
  for (const [instance, record] of known) records.set(instance, record);
  return records;
}
