import { SecurityhubAccount } from '@cdktf/provider-aws/lib/securityhub-account';
import { SecurityhubStandardsSubscription } from '@cdktf/provider-aws/lib/securityhub-standards-subscription';
import { type AuditSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface SecurityHubProps {
  readonly nameScope: NameScope;
  readonly settings: AuditSettings['securityHub'];
  /** The recorder, without which no control can be checked. @default somebody else records */
  readonly recording?: ITerraformDependable;
}

/** Security Hub of a region, with the standards that it compares the account with (P1.10). */
export class SecurityHub extends Construct {
  constructor(scope: Construct, id: string, { nameScope, settings, recording }: SecurityHubProps) {
    super(scope, id);
    const hub = new SecurityhubAccount(this, 'hub', {
      // The settings name the standards: AWS's own choice changes.
      enableDefaultStandards: false,
      // One finding for a control, however many standards have it.
      controlFindingGenerator: 'SECURITY_CONTROL',
      autoEnableControls: true,
      ...(recording && { dependsOn: [recording] }),
    });
    // One after the other, and with patience: a standard takes longer than the three minutes that the provider waits.
    // https://github.com/hashicorp/terraform-provider-aws/issues/42688
    settings.standards.reduce<ITerraformDependable>(
      (before, standard) =>
        new SecurityhubStandardsSubscription(this, standard.replace(/\/.*/, ''), {
          standardsArn: `arn:aws:securityhub:${nameScope.region}::standards/${standard}`,
          timeouts: { create: '30m', delete: '30m' },
          dependsOn: [before],
        }),
      hub,
    );
  }
}
