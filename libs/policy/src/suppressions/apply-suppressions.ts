import { type PolicyStack } from '../model/policy-stack';
import { type NagResult } from '../nag/nag-result';
import { withoutFinding } from '../nag/rule-id';
import { type StackSuppression } from './stack-suppression';

/** The answer of a rule for one resource, and the reason if the rule need not hold for it. */
export interface ExplainedResult extends Omit<NagResult, 'result'> {
  readonly result: NagResult['result'] | 'suppressed';
  /** @default it is not suppressed */
  readonly suppression?: StackSuppression;
}

/** A suppression that has no effect. */
export interface SuppressionProblem extends StackSuppression {
  /**
   * `unknown-rule`: no rule has that id. `unused`: the rule holds for the resource, or there is no such resource.
   * `expired`: its last day is over.
   */
  readonly problem: 'unknown-rule' | 'unused' | 'expired';
}

/**
 * The results, the suppressed ones marked, and the suppressions that match nothing.
 *
 * @param rules ids of all rules
 * @param today as `2027-12-31`
 */
export function applySuppressions(
  results: readonly NagResult[],
  suppressions: readonly StackSuppression[],
  { rules, stacks, today }: { rules: ReadonlySet<string>; stacks: readonly PolicyStack[]; today: string },
): { results: ExplainedResult[]; problems: SuppressionProblem[] } {
  const addresses = foldedAddresses(stacks);
  const used = new Set<StackSuppression>();
  const explained = results.map((result): ExplainedResult => {
    if (result.result !== 'non-compliant' && result.result !== 'error') return result;
    const matching = suppressions.filter((each) => matches(each, result, addresses));
    for (const each of matching) used.add(each);
    const suppression = matching.find((each) => !isExpired(each, today));
    return suppression ? { ...result, result: 'suppressed', suppression } : result;
  });
  const problems = suppressions.flatMap((suppression): SuppressionProblem[] => {
    const { rule } = suppression;
    const problem =
      !rules.has(rule) && !rules.has(withoutFinding(rule))
        ? 'unknown-rule'
        : !used.has(suppression)
          ? 'unused'
          : isExpired(suppression, today)
            ? 'expired'
            : undefined;
    return problem ? [{ ...suppression, problem }] : [];
  });
  return { results: explained, problems };
}

/** Maps the address of a resource that is part of another one in CloudFormation to that other resource. */
function foldedAddresses(stacks: readonly PolicyStack[]): ReadonlyMap<string, string> {
  return new Map(
    stacks.flatMap(({ id, resources }) =>
      resources.flatMap(({ address, folded }) => folded.map((part) => [`${id} ${part}`, address] as const)),
    ),
  );
}

function matches(
  { stack, rule, resource }: StackSuppression,
  result: NagResult,
  addresses: ReadonlyMap<string, string>,
): boolean {
  const address = addresses.get(`${stack} ${resource}`);
  return (
    stack === result.stack &&
    (resource === result.address || address === result.address) &&
    (rule === result.rule || rule === withoutFinding(result.rule))
  );
}

function isExpired({ expires }: StackSuppression, today: string): boolean {
  return expires !== undefined && expires < today;
}
