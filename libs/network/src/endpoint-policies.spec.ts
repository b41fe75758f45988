import { endpointPolicy, type EndpointService, type EndpointStatement } from './endpoint-policies';

const scope = { environment: 'test', region: 'eu-central-1', account: '123456789012' };
const statements = (service: EndpointService) => endpointPolicy(service, scope, 'vpc-1').Statement;
const own = { StringEquals: { 'aws:PrincipalAccount': scope.account, 'aws:ResourceAccount': scope.account } };

test.each<[EndpointService, string]>([
  ['dynamodb', 'dynamodb:*'],
  ['s3', 's3:*'],
  ['ecr.api', 'ecr:*'],
  ['ecr.dkr', 'ecr:*'],
  ['kms', 'kms:*'],
  ['logs', 'logs:*'],
  ['secretsmanager', 'secretsmanager:*'],
  ['ssm', 'ssm:*'],
  ['ssmmessages', 'ssmmessages:*'],
])(
  'P3.6: the endpoint of %s lets this account use its own resources, only of that service',
  (service, action) => {
    const [first] = statements(service);

    expect(first).toMatchObject({ Effect: 'Allow', Action: action, Condition: own });
  },
);

test.each<EndpointService>([
  'dynamodb',
  'ecr.api',
  'ecr.dkr',
  'kms',
  'logs',
  'secretsmanager',
  'ssmmessages',
])('P3.6: the endpoint of %s lets nothing else pass', (service) => {
  expect(statements(service)).toHaveLength(1);
});

/** Statements in addition to the account's own. */
const further = (service: EndpointService): readonly EndpointStatement[] => statements(service).slice(1);

test('P3.6: from buckets of other accounts, only objects that AWS publishes can be read', () => {
  expect(further('s3')).toEqual([
    expect.objectContaining({
      Action: 's3:GetObject',
      Resource: [
        'arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*',
        'arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*',
        'arn:aws:s3:::amazon-ssm-eu-central-1/*',
      ],
      Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
    }),
  ]);
});

test('P3.6: this account can read the public resources of Systems Manager, but not change them', () => {
  expect(further('ssm')).toEqual([
    expect.objectContaining({
      Action: ['ssm:DescribeDocument', 'ssm:GetDocument', 'ssm:GetParameter', 'ssm:GetParameters'],
      Resource: ['arn:aws:ssm:eu-central-1::document/*', 'arn:aws:ssm:eu-central-1::parameter/aws/*'],
      Condition: { StringEquals: { 'aws:PrincipalAccount': scope.account } },
    }),
  ]);
});

test('P4.4: every statement has its own Sid', () => {
  for (const service of ['s3', 'ssm'] as const) {
    const sids = statements(service).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  }
});
