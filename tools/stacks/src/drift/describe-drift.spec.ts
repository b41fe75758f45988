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

test('every resource is named with the expected and the present value, and with the command that puts it back', () => {
  expect(describeFinding(network, found, '-c qa')).toEqual([
    'network/vpc@dr  drifted: 1 changed, 1 deleted of 5 resources',
    '  ~ aws_vpc.main (aws_vpc vpc-1)',
    '      tags_all.Owner: expected nothing, actual "mallory"',
    '      enable_dns_support: expected true, actual false',
    '  - aws_route.out (aws_route) is gone',
    '  ? not looked at: A, B, C and 2 more: unsupported',
    '  next: npx nx run network:drift -c qa --stack=vpc --role=dr --revert',
  ]);
});

test('a CDK stack is put back by the same command', () => {
  expect(describeFinding(service, found, '-c qa').at(-1)).toBe(
    '  next: npx nx run app-platform:drift -c qa --stack=service --role=primary --revert',
  );
});

test('a stack that is gone as a whole is deployed', () => {
  const gone = { ...found, drift: { gone: true, checked: 0, drifted: [], unchecked: [] } };

  expect(describeFinding(network, gone, '-c qa').at(-1)).toBe(
    '  next: npx nx run network:deploy -c qa --stack=vpc --role=dr --force',
  );
});

test('an addition is printed with its content and name, the command that removes it, and the types that were not covered', () => {
  const added = (name: string, detail?: unknown) => ({
    kind: 'added' as const,
    resource: 'aws_security_group.main',
    physicalId: 'sg-1',
    type: 'aws_security_group',
    attributes: [],
    addition: {
      what: 'rule of a security group',
      content: 'ingress tcp 5432 0.0.0.0/0',
      ...(detail !== undefined && { detail }),
      name,
    },
  });
  const unchecked = ['aws_a.a', 'aws_a.b', 'aws_a.c', 'aws_a.d'].map((resource) => ({
    what: 'policy of a',
    resource,
    reason: 'no',
  }));
  const drift = {
    gone: false,
    checked: 5,
    drifted: [added('added-1'), added('added-2', 'x'.repeat(81)), added('added-3', { to: 1 })],
    unchecked: [],
    additions: { unchecked, uncovered: ['aws_x', 'aws_y'] },
  };
  const reason = '0 changed, 0 deleted, 3 added of 5 resources';

  expect(describeFinding(network, { status: 'drifted', reason, drift }, '-c qa')).toEqual([
    `network/vpc@dr  drifted: ${reason}`,
    '  + aws_security_group.main (aws_security_group sg-1)',
    '      rule of a security group: ingress tcp 5432 0.0.0.0/0',
    '      name: added-1',
    '  + aws_security_group.main (aws_security_group sg-1)',
    '      rule of a security group: ingress tcp 5432 0.0.0.0/0',
    '      name: added-2',
    '  + aws_security_group.main (aws_security_group sg-1)',
    '      rule of a security group: ingress tcp 5432 0.0.0.0/0 {"to":1}',
    '      name: added-3',
    '  ? not looked at for additions: policy of a aws_a.a, policy of a aws_a.b, policy of a aws_a.c and 1 more: no',
    '  ? not looked at for additions: aws_x, aws_y',
    '  next, to remove what was added: npx nx run network:drift -c qa --stack=vpc --role=dr --revert --remove=added-1,added-2,added-3',
  ]);
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

test('a value from AWS is on one line, draws nothing and is cut; printed commands are quoted', () => {
  const foul = 'x\u001b[2J\ny\u202e';
  const lines = describeFinding(
    network,
    {
      ...found,
      drift: {
        gone: false,
        checked: 1,
        unchecked: [],
        drifted: [
          {
            kind: 'changed',
            resource: foul,
            physicalId: foul,
            type: 't',
            attributes: [{ path: foul, expected: foul, actual: 'z'.repeat(9_000) }],
          },
          {
            kind: 'added',
            resource: foul,
            type: 't',
            attributes: [],
            addition: { what: 'a tag', content: foul, name: "it's $(id)" },
          },
        ],
      },
    },
    "'--environment=my qa.json'",
  );

  // eslint-disable-next-line no-control-regex
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(lines.join('\n')).toContain('  ~ x\\x1b[2J\\ny\\u{202e} (t x\\x1b[2J');
  expect(lines.join('\n').length).toBeLessThan(2_500);
  expect(lines.at(-1)).toBe(
    `  next, to remove what was added: npx nx run network:drift '--environment=my qa.json' --stack=vpc --role=dr --revert '--remove=it'\\''s $(id)'`,
  );
});
