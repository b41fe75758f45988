import { withoutFinding } from '../nag/rule-id';
import { type Finding, findingsOf } from './findings';
import { type PolicyReport } from './report-schema';

/** The findings of an environment in which some stacks are unknown. */
export interface WeighedFindings {
  /** Findings that hold, whatever the unknown stacks contain. */
  readonly certain: readonly Finding[];
  /** Findings that an unknown stack may explain. */
  readonly uncertain: readonly Finding[];
}

/**
 * All unexplained problems of a report, split by whether the unknown stacks could be their cause.
 *
 * @param across ids of the rules that looked at other stacks
 */
export function weighFindings(report: PolicyReport, across: ReadonlySet<string>): WeighedFindings {
  if (report.unread.length === 0) return { certain: findingsOf(report), uncertain: [] };
  const ofNag = new Set(report.rules.filter(({ source }) => source === 'cdk-nag').map(({ id }) => id));
  // A cdk-nag rule reads one stack. It reports an error for a value that another stack publishes.
  const isUncertain = ({ rule, result }: PolicyReport['results'][number]) =>
    across.has(rule) || (result === 'error' && ofNag.has(withoutFinding(rule)));
  const isUnsure = ({ rule, problem }: PolicyReport['suppressionProblems'][number]) =>
    problem === 'unused' && (across.has(rule) || ofNag.has(withoutFinding(rule)));
  return {
    certain: findingsOf({
      ...report,
      results: report.results.filter((result) => !isUncertain(result)),
      suppressionProblems: report.suppressionProblems.filter((problem) => !isUnsure(problem)),
    }),
    uncertain: findingsOf({
      ...report,
      unread: [],
      results: report.results.filter(isUncertain),
      suppressionProblems: report.suppressionProblems.filter(isUnsure),
    }),
  };
}
