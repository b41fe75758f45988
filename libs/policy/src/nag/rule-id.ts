/**
 * The id of a rule without the finding that cdk-nag appends for a rule with several in one resource:
 * `HIPAA.Security-X` of `HIPAA.Security-X[Finding]`.
 */
export function withoutFinding(rule: string): string {
  return rule.replace(/\[[^]*\]$/, '');
}
