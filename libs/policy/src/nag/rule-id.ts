/**
 * The id of a rule without the finding in brackets: `HIPAA.Security-X` for `HIPAA.Security-X[Finding]`. cdk-nag adds
 * the finding if a rule has several in one resource.
 */
export function withoutFinding(rule: string): string {
  return rule.replace(/\[[^]*\]$/, '');
}
