import { policyEnvironment, policyResource, policyStack } from '../testing';
import { databaseStandby } from './database-standby';

const cluster = policyResource('Cluster', 'AWS::RDS::DBCluster');
const instance = (name: string) =>
  policyResource(name, 'AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } });

/** The result of the rule for a cluster with some instances. */
const said = (instances: string[], isProtected = true) =>
  databaseStandby
    .evaluate(
      policyEnvironment([policyStack([cluster, ...instances.map(instance)])], { protected: isProtected }),
    )
    .map(({ result }) => result);

test.each([
  ['two instances', ['One', 'Two'], true, 'compliant'],
  ['one instance', ['One'], true, 'non-compliant'],
  ['no instance', [], true, 'not-applicable'],
  ['one instance in an unprotected environment', ['One'], false, 'not-applicable'],
] as const)('a cluster with %s', (_, instances, isProtected, result) => {
  expect(said([...instances], isProtected)).toEqual([result]);
});
