import { type ParameterUse } from '@bulkhead/stack';
import { planned, sceneOf } from '../test-scene';
import { parametersOfPeople } from './parameters-of-people';

const path = '/bulkhead/qa/certificate/arn';
const origin = `aws ssm put-parameter --region us-east-1 --name ${path} --type String --value <ARN>`;
const certificate: ParameterUse = {
  contract: 'certificate',
  key: 'arn',
  path,
  kind: 'string',
  pattern: '^(?:arn:aws:acm:.+)$',
  origin,
};
const vpcId: ParameterUse = {
  contract: 'network',
  key: 'vpcId',
  path: '/bulkhead/qa/network/vpcId',
  kind: 'string',
  pattern: '^(?:vpc-.+)$',
};
const network = planned('network/vpc@primary', { over: { publishes: ['network'] } });
const looking = (consumes: readonly ParameterUse[], values: Record<string, string> = {}) =>
  parametersOfPeople.find(
    sceneOf(
      [
        planned('app-platform/service@primary', {
          consumes,
          over: { engine: 'cdk', consumes: [{ contract: 'network', role: 'primary' }] },
        }),
        network,
      ],
      {},
      { valuesOf: async () => new Map(Object.entries(values)) },
    ),
  );

test('a parameter that a person has to write is found missing, with the command that writes it', async () => {
  expect(await looking([certificate, vpcId])).toEqual({
    findings: [
      {
        stacks: ['app-platform/service@primary'],
        problem: `parameter ${path} does not exist, and no stack publishes it`,
        next: origin,
      },
    ],
    notes: [],
  });
});

test('a parameter with a wrong value is found', async () => {
  const { findings } = await looking([certificate], { [path]: 'arn:aws:iam::1:server-certificate/x' });

  expect(findings).toMatchObject([
    { problem: expect.stringMatching(/certificate\/arn .*server-certificate/) },
  ]);
});

test('an existing parameter is no finding, nor is one that a stack of the environment publishes', async () => {
  const { findings } = await looking([certificate, vpcId], {
    [path]: 'arn:aws:acm:us-east-1:1:certificate/1',
  });

  expect(findings).toEqual([]);
});

test('a parameter that nobody publishes, without a known origin, needs an edit', async () => {
  const { findings } = await looking([{ ...vpcId, contract: 'moon', path: '/bulkhead/qa/moon/vpcId' }]);

  expect(findings).toMatchObject([{ next: expect.stringMatching(/^edit: .*"moon"/) }]);
});

test('a stack whose parameters cannot be read is a note, and the others are checked', async () => {
  const stacks = ['app-platform/service@primary', 'app/web@primary'].map((id) =>
    planned(id, { consumes: [certificate] }),
  );
  const valuesOf = async ({ app }: { app: string }) => {
    if (app === 'app') throw new Error('denied');
    return new Map<string, string>();
  };
  const { findings, notes } = await parametersOfPeople.find(sceneOf(stacks, {}, { valuesOf }));

  expect(findings).toMatchObject([{ stacks: ['app-platform/service@primary'] }]);
  expect(notes).toHaveLength(1);
  expect(JSON.stringify(notes)).toContain('the parameters that app/web@primary reads');
});

test('it is checked on the local AWS too', () => {
  expect(parametersOfPeople.targets).toEqual(['aws', 'emulator']);
});
