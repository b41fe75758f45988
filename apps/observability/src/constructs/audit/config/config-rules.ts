import { ConfigConfigRule } from '@cdktf/provider-aws/lib/config-config-rule';
import { type AuditSettings } from '@bulkhead/config';
import { configRuleName } from '@bulkhead/naming';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AuditScope } from '../audit-scope';
import { accountRules, regionalRules } from './managed-rules';
import { type Recorder } from './recorder';

export interface ConfigRulesProps extends AuditScope {
  readonly settings: AuditSettings;
  readonly recorder: Recorder;
  /** What the rules look at in the account. They would find it missing if they came first. */
  readonly after: ITerraformDependable[];
}

/** The rules that AWS Config evaluates: those of the region, and in the primary region those of the account (P2.6). */
export class ConfigRules extends Construct {
  constructor(scope: Construct, id: string, props: ConfigRulesProps) {
    super(scope, id);
    const { nameScope, isPrimary, settings, recorder, after } = props;
    const rules = [...regionalRules, ...(isPrimary ? accountRules(settings) : [])];
    for (const { identifier, asks, parameters } of rules) {
      const name = identifier.toLowerCase().replaceAll('_', '-');
      new ConfigConfigRule(this, name, {
        name: configRuleName(nameScope, name),
        description: asks,
        source: { owner: 'AWS', sourceIdentifier: identifier },
        ...(parameters && { inputParameters: JSON.stringify(parameters) }),
        dependsOn: [recorder.running, ...after],
      });
    }
  }
}
