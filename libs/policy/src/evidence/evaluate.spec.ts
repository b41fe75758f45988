import { type NagEvaluation } from '../nag/nag-result';
import { type Rule, type RuleResult } from '../rules/rule';
import { policyEnvironment, policyResource, policyStack } from '../testing';
import { evaluate } from './evaluate';
import { findingsOf } from './findings';
import { policyReport } from './report-schema';

const network = policyStack([policyResource('Key', 'AWS::KMS::Key')], { app: 'network', stack: 'vpc' });
const database = policyStack(
  [policyResource('Key', 'AWS::KMS::Key'), policyResource('Db', 'AWS::RDS::DBCluster')],
  {
    app: 'database',
    stack: 'relational',
  },
);
const environment = policyEnvironment([network, database], { name: 'prod' });
const reason = 'The key encrypts the names of builds and never patient data.';

function rule(id: string, controls: string[], results: Record<string, RuleResult['result']>): Rule {
  return {
    id,
    title: `${id} holds.`,
    controls,
    evaluate: () =>
      Object.entries(results).map(([place, result]) => {
        const [stack = '', address = ''] = place.split(' ');
        return { stack, address, result, ...(result === 'non-compliant' && { message: 'it is off' }) };
      }),
  };
}

const rotation = rule('key-rotation', ['164.312(a)(2)(iv)'], {
  'network/vpc@primary Key': 'non-compliant',
  'database/relational@primary Key': 'compliant',
});
const nag: NagEvaluation = {
  rules: [
    {
      id: 'Pack-Backup',
      title: 'It has no backup.',
      explanation: '',
      level: 'error',
      controls: ['164.308(a)(7)(ii)(A)'],
    },
  ],
  results: [
    {
      rule: 'Pack-Backup',
      controls: ['164.308(a)(7)(ii)(A)'],
      stack: 'database/relational@primary',
      address: 'Db',
      result: 'not-applicable',
    },
  ],
};
const judge = (over: Partial<Parameters<typeof evaluate>[0]> = {}) =>
  evaluate({ environment, rules: [rotation], nag, suppressions: [], today: '2027-06-15', ...over });
const excuse = { stack: 'network/vpc@primary', rule: 'key-rotation', resource: 'Key', reason };

test('every answer of every rule is a row, in the order of stacks, resources and rules', () => {
  const report = judge();

  expect(report.results.map(({ stack, resource, rule, result }) => [stack, resource, rule, result])).toEqual([
    ['database/relational@primary', 'Db', 'Pack-Backup', 'not-applicable'],
    ['database/relational@primary', 'Key', 'key-rotation', 'compliant'],
    ['network/vpc@primary', 'Key', 'key-rotation', 'non-compliant'],
  ]);
  expect(report.counts).toEqual({
    rules: 2,
    stacks: 2,
    resources: 3,
    results: 3,
    compliant: 1,
    nonCompliant: 1,
    suppressed: 0,
    error: 0,
    notApplicable: 1,
    suppressionProblems: 0,
  });
});

test('the report matches its schema, and is the same on any day', () => {
  const report = judge({
    suppressions: [{ ...excuse, expires: '2028-01-01', file: 'apps/network/src/vpc-stack.ts' }],
  });

  expect(policyReport.parse(report)).toEqual(report);
  expect(
    judge({
      suppressions: [{ ...excuse, expires: '2028-01-01', file: 'apps/network/src/vpc-stack.ts' }],
      today: '2027-12-31',
    }),
  ).toEqual(report);
  expect(JSON.stringify(report)).not.toContain('2027-06-15');
});

test('each paragraph has a state, also if no rule covers it', () => {
  const status = (report: ReturnType<typeof judge>) =>
    Object.fromEntries(report.controls.map(({ id, status }) => [id, status]));

  expect(status(judge())).toMatchObject({
    '164.312(a)(2)(iv)': 'findings',
    '164.308(a)(7)(ii)(A)': 'not-applicable',
    '164.308(a)(1)(ii)(A)': 'not-covered',
  });
  expect(status(judge({ suppressions: [excuse] }))['164.312(a)(2)(iv)']).toBe('exceptions');
});

test('a finding says what must hold, where, by which control, and what to do', () => {
  expect(findingsOf(judge()).map(({ lines }) => lines.join('\n'))).toEqual([
    [
      'key-rotation: key-rotation holds. (45 CFR 164.312(a)(2)(iv))',
      '  Key in network/vpc@primary',
      '  it is off',
      "  next: mend it in apps/network, or suppress('key-rotation') beside the code with a reason",
    ].join('\n'),
  ]);
});

test('a suppressed result is no finding', () => {
  const report = judge({ suppressions: [excuse] });

  expect(findingsOf(report)).toEqual([]);
  expect(report.results.find(({ result }) => result === 'suppressed')).toMatchObject({
    rule: 'key-rotation',
    reason,
  });
});

test.each([
  [
    'an unused suppression',
    { ...excuse, resource: 'Alias', file: 'apps/network/src/vpc-stack.ts' },
    /Alias.*excuses nothing.*\n.*apps\/network\/src\/vpc-stack\.ts/,
  ],
  [
    'an expired suppression',
    { ...excuse, expires: '2027-06-14' },
    /Key.*has expired \(2027-06-14\)\n.*apps\/network/,
  ],
  ['a suppression of no rule', { ...excuse, rule: 'key-rotatoin' }, /key-rotatoin.*does not exist\n/],
])('%s is a finding that names its stack and its source file', (_, suppression, text) => {
  const findings = findingsOf(judge({ suppressions: [suppression] })).slice(1);

  expect(findings).toEqual([{ stack: 'network/vpc@primary', lines: expect.any(Array) }]);
  expect(findings[0]?.lines.join('\n')).toMatch(text);
});

test('a rule that throws is a finding for every stack, since it has judged none', () => {
  const broken: Rule = {
    ...rotation,
    evaluate: () => {
      throw new TypeError('properties is undefined');
    },
  };
  const findings = findingsOf(judge({ rules: [broken] }));

  expect(findings.map(({ stack }) => stack)).toEqual(['database/relational@primary', 'network/vpc@primary']);
  expect(findings[0]?.lines.join('\n')).toMatch(/could not judge\n.*The rule broke: properties is undefined/);
});

test('a stack that could not be read is a finding, and its suppressions are not called unused', () => {
  const report = judge({
    environment: policyEnvironment([database]),
    rules: [],
    suppressions: [excuse],
    unread: [{ stack: 'network/vpc@primary', message: 'no mapping' }],
  });

  expect(findingsOf(report)).toEqual([
    { stack: 'network/vpc@primary', lines: ['No rule has seen network/vpc@primary: no mapping'] },
  ]);
});

test('a rule for a paragraph that is not in the list is refused: the evidence would not show the rule', () => {
  expect(() => judge({ rules: [{ ...rotation, controls: ['164.312(z)'] }] })).toThrow(
    expect.objectContaining({
      code: 'UnknownControl',
      message: expect.stringMatching(/key-rotation.*164\.312\(z\)/),
    }),
  );
});
