import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { suppress } from '@bulkhead/cdktf';
import { assumedByService } from '@bulkhead/iam-policies';
import { eventRuleName, iamRoleName, type NameScope } from '@bulkhead/naming';
import { type TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type HeardEvent } from './heard-event';

/** The root user signed in to the console. What it does by keys is heard by the filter of the trail. */
export const rootSignIn: HeardEvent = {
  name: 'root-sign-in',
  says: 'The root user of the account signed in, or tried to',
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  pattern: {
    source: ['aws.signin'],
    'detail-type': ['AWS Console Sign In via CloudTrail'],
    detail: { eventName: ['ConsoleLogin'], userIdentity: { type: ['Root'] } },
  },
  severity: 'page',
  patients: 'Root can read and delete every record, and no policy stops it',
  runbook: 'the-root-user',
};

export interface ForwardedSignInsProps {
  readonly nameScope: NameScope;
  /** Name of the region in which AWS tells of global services. */
  readonly from: string;
  readonly provider: TerraformProvider;
}

/**
 * Forwards sign-ins of root to the event bus of the primary region. EventBridge tells of global services in one region
 * only, whatever the region of the platform.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export class ForwardedSignIns extends Construct {
  constructor(scope: Construct, id: string, { nameScope, from, provider }: ForwardedSignInsProps) {
    super(scope, id);
    const { account, region } = nameScope;
    const bus = `arn:aws:events:${region}:${account}:event-bus/default`;
    const ruleName = eventRuleName(nameScope, 'audit', 'root-sign-in', region);
    const role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'audit', 'sign-ins'),
      description: 'Lets EventBridge send sign-ins of the root user to the region of the platform',
      assumeRolePolicy: JSON.stringify(
        assumedByService({
          sid: 'Rule',
          service: 'events.amazonaws.com',
          account,
          sourceArns: `arn:aws:events:${from}:${account}:rule/${ruleName}`,
        }),
      ),
    });
    suppress(role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy names the one event bus that this one role sends to: nobody else may have it, and it goes with the role.',
    });
    const permissions = new IamRolePolicy(this, 'permissions', {
      name: 'permissions',
      role: role.id,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Sid: 'SendEvents', Effect: 'Allow', Action: 'events:PutEvents', Resource: bus }],
      }),
    });
    const rule = new CloudwatchEventRule(this, 'rule', {
      name: ruleName,
      description: `${rootSignIn.says}: forwarded to ${region}, for environment ${nameScope.environment}`,
      eventPattern: JSON.stringify(rootSignIn.pattern),
      provider,
    });
    new CloudwatchEventTarget(this, 'bus', {
      rule: rule.name,
      targetId: 'bus',
      arn: bus,
      roleArn: role.arn,
      provider,
      dependsOn: [permissions],
    });
  }
}
