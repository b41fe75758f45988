import { BulkheadError } from '@bulkhead/errors';
import { type PolicyEnvironment } from '../model/policy-environment';
import { type NagEvaluation, type NagResult } from '../nag/nag-result';
import { type Rule } from '../rules/rule';
import { applySuppressions, type ExplainedResult } from '../suppressions/apply-suppressions';
import { type StackSuppression } from '../suppressions/stack-suppression';
import { controls } from './controls';
import { type PolicyReport, type ReportedResult } from './report-schema';

/** The input of an evaluation. */
export interface Evaluation {
  readonly environment: PolicyEnvironment;
  /** Bulkhead's own rules, which are evaluated here. */
  readonly rules: readonly Rule[];
  /** The results of cdk-nag's pack for the same stacks. */
  readonly nag: NagEvaluation;
  readonly suppressions: readonly StackSuppression[];
  /** As `2027-12-31`. The report itself holds no time: equal stacks have equal reports. */
  readonly today: string;
  /** Stacks of the environment that could not be read, and why. @default none */
  readonly unread?: PolicyReport['unread'];
}

/**
 * Judges an environment: runs every rule on every resource, and applies the suppressions in the code.
 *
 * @throws BulkheadError `UnknownControl` if a rule names a paragraph that is not in the list of controls
 */
export function evaluate({
  environment,
  rules,
  nag,
  suppressions,
  today,
  unread = [],
}: Evaluation): PolicyReport {
  const evaluated = [
    ...rules.map(({ id, title, controls }) => ({
      id,
      source: 'bulkhead' as const,
      title,
      controls: [...controls],
    })),
    ...nag.rules.map(({ id, title, controls }) => ({
      id,
      source: 'cdk-nag' as const,
      title,
      controls: [...controls],
    })),
  ];
  requireKnownControls(evaluated);
  const unseen = new Set(unread.map(({ stack }) => stack));
  const { results, problems } = applySuppressions(
    [...resultsOfRules(rules, environment), ...nag.results],
    suppressions.filter(({ stack }) => !unseen.has(stack)),
    { rules: new Set(evaluated.map(({ id }) => id)), stacks: environment.stacks, today },
  );
  const rows = inOrder(results.map(asRow));
  const { name, protected: isProtected, target, stacks } = environment;
  return {
    environment: name,
    protected: isProtected,
    target,
    stacks: stacks.map(({ id, region, engine, resources }) => ({
      id,
      region,
      engine,
      resources: resources.length,
    })),
    unread: [...unread],
    counts: {
      rules: evaluated.length,
      stacks: stacks.length,
      resources: stacks.reduce((sum, { resources }) => sum + resources.length, 0),
      results: rows.length,
      compliant: numberOf(rows, 'compliant'),
      nonCompliant: numberOf(rows, 'non-compliant'),
      suppressed: numberOf(rows, 'suppressed'),
      error: numberOf(rows, 'error'),
      notApplicable: numberOf(rows, 'not-applicable'),
      suppressionProblems: problems.length,
    },
    controls: controls.map((control) => ({
      ...control,
      status: statusOf(control.id, evaluated, rows),
      rules: evaluated.filter((rule) => rule.controls.includes(control.id)).map(({ id }) => id),
    })),
    rules: evaluated,
    suppressionProblems: problems,
    results: rows,
  };
}

/** The results of Bulkhead's own rules. If a rule throws, its result for every stack is an error. */
export function resultsOfRules(rules: readonly Rule[], environment: PolicyEnvironment): NagResult[] {
  return rules.flatMap((rule) => resultsOf(rule, environment));
}

function resultsOf(rule: Rule, environment: PolicyEnvironment): NagResult[] {
  const { id, controls: ids } = rule;
  try {
    return rule.evaluate(environment).map((result) => ({ rule: id, controls: ids, ...result }));
  } catch (error) {
    const message = `The rule broke: ${error instanceof Error ? error.message : String(error)}`;
    return environment.stacks.map(({ id: stack }) => ({
      rule: id,
      controls: ids,
      stack,
      address: 'stack',
      result: 'error',
      message,
    }));
  }
}

function asRow({
  rule,
  controls: ids,
  stack,
  address,
  result,
  message,
  suppression,
}: ExplainedResult): ReportedResult {
  return {
    rule,
    controls: [...ids],
    stack,
    resource: address,
    result,
    ...(message !== undefined && { message }),
    ...(suppression && { reason: suppression.reason }),
    ...(suppression?.expires !== undefined && { expires: suppression.expires }),
    ...(suppression?.file !== undefined && { file: suppression.file }),
  };
}

/** The rows by stack, resource and rule. */
function inOrder(rows: readonly ReportedResult[]): ReportedResult[] {
  return rows
    .map((row) => ({ row, key: [row.stack, row.resource, row.rule].join('\0') }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ row }) => row);
}

function numberOf(rows: readonly ReportedResult[], result: ReportedResult['result']): number {
  return rows.filter((row) => row.result === result).length;
}

function statusOf(
  control: string,
  rules: PolicyReport['rules'],
  rows: readonly ReportedResult[],
): PolicyReport['controls'][number]['status'] {
  if (!rules.some(({ controls: ids }) => ids.includes(control))) return 'not-covered';
  const results = new Set(
    rows.filter(({ controls: ids }) => ids.includes(control)).map(({ result }) => result),
  );
  if (results.has('non-compliant') || results.has('error')) return 'findings';
  if (results.has('suppressed')) return 'exceptions';
  return results.has('compliant') ? 'compliant' : 'not-applicable';
}

function requireKnownControls(rules: PolicyReport['rules']): void {
  const known = new Set(controls.map(({ id }) => id));
  for (const { id, controls: ids } of rules) {
    const unknown = ids.find((each) => !known.has(each));
    if (unknown === undefined) continue;
    throw new BulkheadError(
      'UnknownControl',
      `Rule ${id} stands for ${unknown}, which is not among the standards and specifications of 45 CFR 164.308 to 164.316.`,
      { next: 'correct the rule, or add the paragraph to libs/policy/src/evidence/controls.ts' },
    );
  }
}
