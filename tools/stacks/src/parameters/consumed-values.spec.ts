import { type ParameterUse } from '@bulkhead/stack';
import { testInstance } from '../workspace/test-instances';
import { requireConsumable } from './consumed-values';

const consumer = testInstance('database/relational@primary');
const producer = testInstance('network/vpc@primary', { publishes: ['network'] });

const vpcId: ParameterUse = {
  contract: 'network',
  key: 'vpcId',
  path: '/bulkhead/qa/network/vpcId',
  kind: 'string',
  pattern: '^(?:vpc-[0-9a-f]+)$',
};
const subnets: ParameterUse = {
  contract: 'network',
  key: 'subnets',
  path: '/bulkhead/qa/network/subnets',
  kind: 'list',
  pattern: '^(?:subnet-[0-9a-f]+)$',
  length: 2,
};

const check = (values: Record<string, string>, producers = [producer]) =>
  requireConsumable(
    consumer,
    [vpcId, subnets],
    new Map(Object.entries(values)),
    producers,
    '--environment=qa.json',
  );

test('values that keep the contract are accepted', () => {
  expect(() => check({ [vpcId.path]: 'vpc-1', [subnets.path]: 'subnet-1,subnet-2' })).not.toThrow();
});

test.each<[string, string, Record<string, string>, string[]]>([
  [
    'none',
    'MissingParameter',
    {},
    [`${vpcId.path} does not exist`, `${subnets.path} does not exist`, 'network/vpc@primary publishes'],
  ],
  ['one missing', 'MissingParameter', { [vpcId.path]: 'vpc-1' }, [`${subnets.path} does not exist`]],
  [
    'a value of another form',
    'BrokenContract',
    { [vpcId.path]: 'my-vpc', [subnets.path]: 'subnet-1,subnet-2' },
    [`${vpcId.path} "my-vpc" does not match`],
  ],
  [
    'a list of another length',
    'BrokenContract',
    { [vpcId.path]: 'vpc-1', [subnets.path]: 'subnet-1,subnet-2,subnet-3' },
    [`${subnets.path} has 3 items, not 2`],
  ],
])('%s is refused as %s, with the deploy that would help', (_, code, values, said) => {
  for (const message of [consumer.id, ...said]) {
    expect(() => check(values)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringContaining(message),
        next: 'npx nx run network:deploy --environment=qa.json',
      }),
    );
  }
});

test('if nobody publishes the contract, the message says so', () => {
  expect(() => check({}, [])).toThrow(
    expect.objectContaining({
      code: 'MissingParameter',
      message: expect.stringContaining('No stack publishes "network" here.'),
      next: expect.stringContaining('add "network" to what a stack publishes'),
    }),
  );
});

const certificate: ParameterUse = {
  contract: 'certificate',
  key: 'arn',
  path: '/bulkhead/qa/certificate/arn',
  kind: 'string',
  pattern: '^(?:arn:.+)$',
  origin: 'aws ssm put-parameter --name /bulkhead/qa/certificate/arn',
};
const refusal = (uses: ParameterUse[], producers = [producer]) => {
  try {
    requireConsumable(consumer, uses, new Map(), producers, '-c qa');
  } catch (error) {
    return error;
  }
  return undefined;
};

test('if it comes from elsewhere, the next step is how to write it', () => {
  expect(refusal([certificate])).toMatchObject({
    code: 'MissingParameter',
    message: expect.stringContaining('No stack publishes "certificate" here, it comes from elsewhere.'),
    next: certificate.origin,
  });
});

test('if a stack publishes what may come from elsewhere, the next step is to deploy that stack', () => {
  expect(refusal([{ ...vpcId, origin: certificate.origin }])).toMatchObject({
    next: 'npx nx run network:deploy -c qa',
  });
});

test('if several stacks help, all are named in a working order, each contract once', () => {
  expect(refusal([vpcId, subnets, certificate])).toMatchObject({
    message: [
      'database/relational@primary consumes parameters that it cannot be deployed with:',
      `  ${vpcId.path} does not exist`,
      `  ${subnets.path} does not exist`,
      `  ${certificate.path} does not exist`,
      'Stack network/vpc@primary publishes "network".',
      'No stack publishes "certificate" here, it comes from elsewhere.',
    ].join('\n'),
    next: `${certificate.origin} && npx nx run network:deploy -c qa`,
  });
});

test('a contract in two regions belongs to two stacks', () => {
  const elsewhere = testInstance('network/vpc@dr', { publishes: ['network'] });
  const { message } = refusal([vpcId, { ...vpcId, region: 'us-west-2' }], [producer, elsewhere]) as Error;

  expect(message).toContain('Stack network/vpc@primary publishes "network".\nStack network/vpc@dr');
});
