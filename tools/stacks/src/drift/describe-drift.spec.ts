import { testInstance } from '../workspace/test-instances';
import { describeFinding } from './describe-drift';
import { type Finding } from './finding';

const network = testInstance('network/vpc@dr');
const service = testInstance('app-platform/service@primary', { engine: 'cdk' });
const found: Finding = {
  status: 'drifted',
  reason: '1 changed, 1 deleted of 5 resources',
  drift: {
    gone: false,
    checked: 5,
    drifted: [
      {
        kind: 'changed',
        resource: 'aws_vpc.main',
        physicalId: 'vpc-1',
        type: 'aws_vpc',
        attributes: [
          { path: 'tags_all.Owner', expected: null, actual: 'mallory' },
          { path: 'enable_dns_support', expected: true, actual: false },
        ],
      },
      { kind: 'deleted', resource: 'aws_route.out', type: 'aws_route', attributes: [] },
    ],
    unchecked: ['A', 'B', 'C', 'D', 'E'].map((resource) => ({ resource, type: 't', reason: 'unsupported' })),
  },
};

test('every resource is named with what is expected and what is there, and with what puts it back', () => {
  expect(describeFinding(network, found, '-c qa')).toEqual([
    'network/vpc@dr  drifted: 1 changed, 1 deleted of 5 resources',
    '  ~ aws_vpc.main (aws_vpc vpc-1)',
    '      tags_all.Owner: expected nothing, actual "mallory"',
    '      enable_dns_support: expected true, actual false',
    '  - aws_route.out (aws_route) is gone',
    '  ? not looked at: A, B, C and 2 more: unsupported',
    '  next: npx nx run network:deploy -c qa --stack=vpc --role=dr --force',
  ]);
});

test('of a CDK stack no deploy is promised that would do nothing', () => {
  expect(describeFinding(service, found, '-c qa').at(-1)).toMatch(/^ {2}next: change it back by hand/);
});

test.each<[Finding['status'], string]>([
  ['in-sync', 'no drift in 5 resources'],
  ['unchecked', 'not looked at: the emulator has no drift detection'],
  ['not-deployed', 'never deployed'],
])('a stack that is %s is one line', (status, reason) => {
  const drift = status === 'unchecked' && found.drift ? { ...found.drift, drifted: [] } : undefined;

  expect(describeFinding(service, { status, reason, drift }, '-c qa')).toEqual([
    `app-platform/service@primary  ${status}: ${reason}`,
  ]);
});
