import { withoutFinding } from '../nag/rule-id';
import { type PolicyReport, type ReportedProblem, type ReportedResult } from './report-schema';

/** A reason why a stack is not fit for PHI, and nobody has explained it. */
export interface Finding {
  /** Id of the stack. */
  readonly stack: string;
  /** Lines for a person: the rule and what must hold, where, the control, and the next step. */
  readonly lines: readonly string[];
}

/** All unexplained problems of a report, in the order of the report. */
export function findingsOf(report: PolicyReport): Finding[] {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const titleOf = (rule: string) => titles.get(withoutFinding(rule)) ?? '';
  return [
    ...report.unread.map(({ stack, message }) => ({
      stack,
      lines: [`No rule has seen ${stack}: ${message}`],
    })),
    ...report.results
      .filter(({ result }) => result === 'non-compliant' || result === 'error')
      .map((result) => ({ stack: result.stack, lines: linesOf(result, titleOf(result.rule)) })),
    ...report.suppressionProblems.map((problem) => ({ stack: problem.stack, lines: problemLines(problem) })),
  ];
}

function linesOf(
  { rule, controls, stack, resource, result, message }: ReportedResult,
  title: string,
): string[] {
  const law = controls.length > 0 ? ` (45 CFR ${controls.join(', ')})` : '';
  const detail = message !== undefined && message !== title ? [`  ${message}`] : [];
  return [
    `${rule}: ${title}${law}`,
    `  ${resource} in ${stack}${result === 'error' ? ', which the rule could not judge' : ''}`,
    ...detail,
    `  next: mend it in apps/${appOf(stack)}, or suppress('${rule}') beside the code with a reason`,
  ];
}

const problems: Record<ReportedProblem['problem'], string> = {
  'unknown-rule': 'names a rule that does not exist',
  unused: 'excuses nothing: the rule holds for that resource, or there is no such resource',
  expired: 'has expired',
};

function problemLines({ problem, rule, stack, resource, expires, file }: ReportedProblem): string[] {
  const place = file ?? `apps/${appOf(stack)}`;
  const day = problem === 'expired' ? ` (${expires})` : '';
  const next =
    problem === 'expired'
      ? `mend it, or decide anew until when the reason holds, in ${place}`
      : `correct or remove the suppression in ${place}`;
  return [
    `The suppression of ${rule} for ${resource} in ${stack} ${problems[problem]}${day}`,
    `  next: ${next}`,
  ];
}

function appOf(stack: string): string {
  return stack.split('/')[0] ?? stack;
}
