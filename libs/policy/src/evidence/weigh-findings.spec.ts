import { weighFindings } from './weigh-findings';
import { type PolicyReport } from './report-schema';

const rule = (id: string, source: 'bulkhead' | 'cdk-nag') => ({ id, source, title: id, controls: [] });
const found = (id: string, result: 'non-compliant' | 'error' | 'suppressed') => ({
  rule: id,
  controls: [],
  stack: 'app/stack@primary',
  resource: 'It',
  result,
});
const unused = (id: string, problem: 'unused' | 'expired') => ({
  problem,
  rule: id,
  stack: 'app/stack@primary',
  resource: 'It',
  reason: 'it holds the names of builds',
});
const report = (unread: PolicyReport['unread']) =>
  ({
    unread,
    rules: [rule('across', 'bulkhead'), rule('alone', 'bulkhead'), rule('Nag', 'cdk-nag')],
    results: [
      found('across', 'non-compliant'),
      found('across', 'suppressed'),
      found('alone', 'non-compliant'),
      found('alone', 'error'),
      found('Nag', 'non-compliant'),
      found('Nag[Action::*]', 'error'),
    ],
    suppressionProblems: [
      unused('across', 'unused'),
      unused('across', 'expired'),
      unused('alone', 'unused'),
      unused('Nag', 'unused'),
    ],
  }) as unknown as PolicyReport;
const firstLines = (findings: readonly { lines: readonly string[] }[]) =>
  findings.map(({ lines }) => lines[0]?.replace(/ for It in .*stack@primary/, ''));

test('if every stack is known, every finding is certain', () => {
  const { certain, uncertain } = weighFindings(report([]), new Set(['across']));

  expect(certain).toHaveLength(9);
  expect(uncertain).toEqual([]);
});

test('if a stack is unknown, findings that the stack could cause are uncertain', () => {
  const unread = [{ stack: 'app/other@primary', message: 'no zones' }];
  const { certain, uncertain } = weighFindings(report(unread), new Set(['across']));

  expect(firstLines(uncertain)).toEqual([
    'across: across',
    expect.stringMatching(/^Nag\[/),
    expect.stringMatching(/^The suppression of across excuses nothing/),
    expect.stringMatching(/^The suppression of Nag excuses nothing/),
  ]);
  expect(firstLines(certain)).toEqual([
    'No rule has seen app/other@primary: no zones',
    'alone: alone',
    'alone: alone',
    'Nag: Nag',
    expect.stringMatching(/^The suppression of across has expired/),
    expect.stringMatching(/^The suppression of alone excuses nothing/),
  ]);
});
