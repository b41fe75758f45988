import { type ValueChange } from '../change';

const value = (title: string, parameter: string, make: ValueChange['value']): ValueChange => ({
  title,
  parameter,
  value: make,
});
/** Another id of the same form. */
const otherId = (id: string) => id.replace(/[0-9a-f]+$/, (digits) => 'f'.repeat(digits.length));
const otherIds = (ids: string) => ids.split(',').map(otherId).join(',');

/** Values that somebody else writes to the parameter store. */
export const values = [
  value('one that two stacks read', 'network/vpcId', otherId),
  value('a list that the service reads', 'network/privateSubnetIds', otherIds),
  value('a list that the database reads', 'network/isolatedSubnetIds', otherIds),
  value('a list that nobody reads', 'network/publicSubnetIds', otherIds),
  value('one that nobody reads', 'network/vpcCidr', () => '10.9.0.0/16'),
  value('the port of the database', 'database/port', () => '5433'),
  value('the host of the database', 'database/writerEndpoint', (host) => `other-${host}`),
  value('an identifier that nobody reads', 'database/identifier', (name) => `${name}-other`),
  value('a value that the last stack publishes', 'app-platform/clusterName', (name) => `${name}-other`),
  value('the same value once more', 'network/vpcId', (id) => id),
  value('a parameter of no contract', 'note', () => 'hello'),
];
