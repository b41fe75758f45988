import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { cloudWatchLogs, keyPolicy } from '@bulkhead/kms-policies';
import { keyAlias, logGroupName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

/** Name of the log group that the key is for; also where the flow logs go. */
export function flowLogGroupName(nameScope: NameScope): string {
  return logGroupName(nameScope, 'network', 'flow-logs');
}

export interface FlowLogKeyProps {
  readonly nameScope: NameScope;
  /** Whether Terraform refuses a plan that would delete the key, and with it every log it encrypts. */
  readonly preventDestroy: boolean;
}

/** The key of the flow logs. CloudWatch Logs may use it for that one log group; people read the log through it. */
export class FlowLogKey extends Construct {
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, { nameScope, preventDestroy }: FlowLogKeyProps) {
    super(scope, id);
    const { account, region } = nameScope;

    const policy = keyPolicy({
      account,
      rootAccess: 'administration',
      statements: [cloudWatchLogs({ account, region, logGroupNames: [flowLogGroupName(nameScope)] })],
    });
    this.key = new KmsKey(this, 'key', {
      description: `VPC flow logs of Bulkhead environment ${nameScope.environment}`,
      policy: JSON.stringify(policy),
      enableKeyRotation: true,
      // The longest KMS offers: a key deleted by mistake takes its data with it.
      deletionWindowInDays: 30,
      lifecycle: { preventDestroy },
    });
    new KmsAlias(this, 'alias', { name: keyAlias(nameScope, 'flow-logs'), targetKeyId: this.key.keyId });
  }
}
