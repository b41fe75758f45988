import { testInstance } from '../workspace/test-instances';
import { type StackInstance } from '../workspace/stack-instance';
import { describeStale, staleConsumers } from './stale-consumers';

const network = testInstance('network/vpc@primary');
const service = testInstance('app-platform/service@primary');
const inDr = testInstance('app-platform/service@dr');
const vpcId = '/bulkhead/dev/network/vpcId';

const stale = (consumer: StackInstance, deployedWith: Record<string, string>, selected = [network]) =>
  staleConsumers(
    { selected, options: { environment: 'dev' } },
    new Map([
      [network, { consumed: {} }],
      [consumer, { consumed: deployedWith }],
    ]),
    new Map([[network, new Map([[vpcId, 'vpc-2']])]]),
  );

test('a deployed stack outside the run that reads a changed value is stale, with the command that updates it', () => {
  const [found] = stale(service, { [vpcId]: 'vpc-1' });

  expect(found).toEqual({
    app: 'app-platform',
    stack: 'service',
    role: 'primary',
    region: 'us-east-1',
    path: vpcId,
    from: 'vpc-1',
    to: 'vpc-2',
    next: 'npx nx run app-platform:deploy -c dev',
  });
  expect(found && describeStale(found)).toBe(
    `app-platform/service@primary was deployed with the old value of ${vpcId}; next: npx nx run app-platform:deploy -c dev`,
  );
});

test.each<[string, StackInstance, Record<string, string>, StackInstance[]]>([
  ['was deployed with the value of now', service, { [vpcId]: 'vpc-2' }, [network]],
  ['does not read it', service, { '/bulkhead/dev/network/vpcCidr': '10.0.0.0/16' }, [network]],
  ['reads that of another region', inDr, { [vpcId]: 'vpc-9' }, [network]],
  ['is in the run itself', service, { [vpcId]: 'vpc-1' }, [network, service]],
])('a stack that %s is not stale', (_, consumer, deployedWith, selected) => {
  expect(stale(consumer, deployedWith, selected)).toEqual([]);
});

test('a stack that reads it from another region is stale too', () => {
  const key = `us-east-1:${vpcId}`;

  expect(stale(inDr, { [key]: 'vpc-1' })).toMatchObject([{ role: 'dr', region: 'us-west-2', path: key }]);
});
