import { withoutFinding } from '../nag/rule-id';
import { type Finding, findingsOf } from './findings';
import { type PolicyReport } from './report-schema';

/** The findings of an environment of which not every stack is known. */
export interface WeighedFindings {
  /** They hold whatever the others are. */
  readonly certain: readonly Finding[];
  /** The stacks that are not known may be what they miss. */
  readonly uncertain: readonly Finding[];
}

/**
 * Everything in a report that nobody has explained, by whether it could come of the stacks that no rule has seen.
 *
 * @param across ids of the rules that looked at other stacks
 */
export function weighFindings(report: PolicyReport, across: ReadonlySet<string>): WeighedFindings {
  if (report.unread.length === 0) return { certain: findingsOf(report), uncertain: [] };
  const ofNag = new Set(report.rules.filter(({ source }) => source === 'cdk-nag').map(({ id }) => id));
  // A rule of cdk-nag's looks at one stack, and could not tell where a value is one that another stack publishes.
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
