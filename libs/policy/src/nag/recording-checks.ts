import { type CfnResource } from 'aws-cdk-lib/core';
import { HIPAASecurityChecks, type IApplyRule, NagMessageLevel, NagRuleCompliance } from 'cdk-nag';
import { type NagResult, type NagRule } from './nag-result';

type Outcome = Pick<NagResult, 'rule' | 'controls' | 'result' | 'message'>;

/**
 * cdk-nag's HIPAA pack, with the answer of every rule for every resource. The pack's own report has only violations, so
 * it cannot tell "compliant" from "not applicable".
 */
export class RecordingChecks extends HIPAASecurityChecks {
  readonly rules = new Map<string, NagRule>();
  private readonly outcomes = new Map<CfnResource, Outcome[]>();

  /** The answers about one resource, in the order of the rules. */
  of(resource: CfnResource): readonly Outcome[] {
    return this.outcomes.get(resource) ?? [];
  }

  protected override applyRule(params: IApplyRule): void {
    const rule = this.describe(params);
    const outcomes = this.outcomes.get(params.node) ?? [];
    this.outcomes.set(params.node, outcomes);
    outcomes.push(...answersOf(params, rule));
  }

  private describe({ ruleSuffixOverride, rule, info, explanation, level }: IApplyRule): NagRule {
    const id = `${this.packName}-${ruleSuffixOverride ?? rule.name}`;
    const described: NagRule = this.rules.get(id) ?? {
      id,
      title: info.replace(/ - \(Control IDs?: [^]*\)\.$/, '.'),
      explanation,
      level: level === NagMessageLevel.ERROR ? 'error' : 'warning',
      controls: info.match(/164\.\d+(?:\([A-Za-z0-9]+\))*/g) ?? [],
    };
    this.rules.set(id, described);
    return described;
  }
}

function answersOf({ rule, node }: IApplyRule, { id, title, controls }: NagRule): Outcome[] {
  const answer = (result: NagResult['result'], message?: string): Outcome => ({
    rule: id,
    controls,
    result,
    ...(message && { message }),
  });
  try {
    const answered = rule(node);
    if (Array.isArray(answered)) {
      return answered.length === 0
        ? [answer('compliant')]
        : answered.map((finding) => ({ ...answer('non-compliant', title), rule: `${id}[${finding}]` }));
    }
    if (answered === NagRuleCompliance.NON_COMPLIANT) return [answer('non-compliant', title)];
    return [answer(answered === NagRuleCompliance.COMPLIANT ? 'compliant' : 'not-applicable')];
  } catch (error) {
    return [answer('error', error instanceof Error ? error.message : String(error))];
  }
}
