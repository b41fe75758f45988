import { withoutFinding } from '../nag/rule-id';
import { findingsOf } from './findings';
import { type PolicyReport, type ReportedResult } from './report-schema';
import { cell, code, fenced, table } from './markdown';

type ReportedControl = PolicyReport['controls'][number];

/**
 * A report as a page for an auditor. Each paragraph of 45 CFR leads to its rules, the resources that they judged in
 * every stack, and the result, or the exception with its reason. For a paragraph without a rule, the page says who
 * covers it.
 *
 * @returns Markdown
 */
export function evidencePage(report: PolicyReport): string {
  return [
    `# Policy evidence: environment ${report.environment}`,
    ...overview(report),
    ...findings(report),
    ...exceptions(report),
    ...coveredControls(report),
    ...uncovered(
      report,
      'not-applicable',
      'Nothing to look at',
      'Rules cover these paragraphs, but this environment has no resource that the rules judge.',
    ),
    ...uncovered(
      report,
      'not-covered',
      'Not covered by a technical control',
      'No rule can check these paragraphs. Somebody must cover them, and prove it, elsewhere.',
    ),
    ...rules(report),
    '',
  ].join('\n');
}

/** @emulator The evidence says that it is about the emulator. */
function overview({ counts, stacks, protected: isProtected, target }: PolicyReport): string[] {
  const { compliant, nonCompliant, suppressed, error, notApplicable, results } = counts;
  return [
    '',
    `${isProtected ? 'A protected' : 'An unprotected'} environment in ${target === 'aws' ? 'AWS' : 'the emulator'}: ${counts.rules} rules on ${counts.resources} resources of ${counts.stacks} stacks.`,
    '',
    ...table(
      ['Compliant', 'Exceptions', 'Findings', 'Not judged', 'Not applicable', 'All'],
      [[compliant, suppressed, nonCompliant, error, notApplicable, results].map(String)],
    ),
    '',
    ...table(
      ['Stack', 'Region', 'Engine', 'Resources'],
      stacks.map(({ id, region, engine, resources }) => [code(id), region, engine, String(resources)]),
    ),
  ];
}

function findings(report: PolicyReport): string[] {
  const all = findingsOf(report);
  if (all.length === 0) return ['', '## Findings', '', 'None that nobody has explained.'];
  return ['', '## Findings', '', ...all.flatMap(({ lines }) => fenced(lines))];
}

function exceptions({ results }: PolicyReport): string[] {
  const suppressed = results.filter(({ result }) => result === 'suppressed');
  if (suppressed.length === 0) return ['', '## Exceptions', '', 'None.'];
  const rows = suppressed.map(({ rule, stack, resource, reason, expires, file }) => [
    code(rule),
    code(stack),
    code(resource),
    cell(reason ?? ''),
    expires ?? '',
    file === undefined ? '' : code(file),
  ]);
  return ['', '## Exceptions', '', ...table(['Rule', 'Stack', 'Resource', 'Reason', 'Until', 'Where'], rows)];
}

function coveredControls({ controls, results }: PolicyReport): string[] {
  const covered = controls.filter(({ status }) => status !== 'not-covered' && status !== 'not-applicable');
  return ['', '## Controls', ...covered.flatMap((control) => coveredControl(control, results))];
}

const verdicts: Record<ReportedControl['status'], string> = {
  compliant: 'Every rule holds.',
  exceptions: 'Every rule holds, except for the exceptions below, each with its reason.',
  findings: 'Not every rule holds.',
  'not-applicable': '',
  'not-covered': '',
};

function coveredControl(
  { id, title, status, rules: ids }: ReportedControl,
  results: readonly ReportedResult[],
) {
  const judged = results.filter(
    ({ controls, result }) => controls.includes(id) && result !== 'not-applicable',
  );
  const silent = ids.filter((rule) => judged.every((result) => withoutFinding(result.rule) !== rule));
  return [
    '',
    `### ${id} ${title}`,
    '',
    verdicts[status],
    '',
    ...table(['Rule', 'Stack', 'Resources', 'Result'], groups(judged)),
    ...(silent.length > 0 ? ['', `Nothing to look at: ${silent.map(code).join(', ')}.`] : []),
  ];
}

/** One row for all resources of a stack with the same result of a rule. */
function groups(results: readonly ReportedResult[]): string[][] {
  const rows = new Map<string, { row: string[]; resources: string[] }>();
  for (const result of results) {
    const said = verdictOf(result);
    const key = JSON.stringify([result.rule, result.stack, said]);
    const group = rows.get(key) ?? { row: [code(result.rule), code(result.stack), said], resources: [] };
    group.resources.push(code(result.resource));
    rows.set(key, group);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, resources }]) => [row[0] ?? '', row[1] ?? '', resources.join(', '), row[2] ?? '']);
}

function verdictOf({ result, message, reason }: ReportedResult): string {
  switch (result) {
    case 'suppressed':
      return cell(`exception: ${reason}`);
    case 'non-compliant':
      return cell(`**finding**: ${message ?? ''}`);
    case 'error':
      return cell(`**not judged**: ${message ?? ''}`);
    default:
      return result;
  }
}

function uncovered(
  { controls }: PolicyReport,
  status: ReportedControl['status'],
  heading: string,
  sentence: string,
): string[] {
  const rows = controls
    .filter((control) => control.status === status)
    .map(({ id, title, responsible }) => [id, cell(title), cell(responsible)]);
  if (rows.length === 0) return [];
  return [
    '',
    `## ${heading}`,
    '',
    sentence,
    '',
    ...table(['45 CFR', 'Standard or specification', 'Who must cover it'], rows),
  ];
}

function rules({ rules: all, results }: PolicyReport): string[] {
  const rows = all.map(({ id, source, title, controls }) => {
    const said = results.filter(({ rule }) => withoutFinding(rule) === id);
    const number = (wanted: readonly ReportedResult['result'][]) =>
      String(said.filter(({ result }) => wanted.includes(result)).length);
    return [
      code(id),
      source === 'cdk-nag' ? 'cdk-nag' : 'Bulkhead',
      cell(title),
      controls.join(', '),
      number(['compliant']),
      number(['suppressed']),
      number(['non-compliant', 'error']),
    ];
  });
  return [
    '',
    '## Rules',
    '',
    'The title of a Bulkhead rule says what must hold. The title of a cdk-nag rule says what is wrong.',
    '',
    ...table(['Rule', 'From', 'Says', '45 CFR', 'Compliant', 'Exceptions', 'Findings'], rows),
  ];
}
