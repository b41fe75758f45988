import { type NameScope, webAclName } from '@bulkhead/naming';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/**
 * Rule groups that AWS keeps up to date, in the order they are asked: known bad addresses first, since they cost least.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const managedRuleGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];

/** Headers that prove who somebody is: a log must not let its reader be them. */
const secretHeaders = ['authorization', 'cookie'];

export interface WebFirewallProps {
  readonly nameScope: NameScope;
  readonly loadBalancerArn: string;
  /** Requests of one address in five minutes, of which the next is refused. */
  readonly requestsPerAddress: number;
  /** Name of the log group, which begins with `aws-waf-logs-`. */
  readonly logGroupName: string;
}

/** What refuses requests before the load balancer sees them, and logs every one. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const { nameScope, loadBalancerArn, requestsPerAddress, logGroupName } = props;
    const { account, region } = nameScope;
    const acl = new CfnWebACL(this, 'Acl', {
      name: webAclName(nameScope, 'app-platform'),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('app-platform'),
      rules: [rateLimit(requestsPerAddress), ...managedRuleGroups.map(managed)],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: loadBalancerArn, webAclArn: acl.attrArn });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // The ARN that a log group has in CloudFormation ends in `:*`, which WAF refuses.
      logDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:${logGroupName}`],
      redactedFields: secretHeaders.map((name) => ({ singleHeader: { Name: name } })),
    });
  }
}

type Rule = CfnWebACL.RuleProperty;

function rateLimit(limit: number): Rule {
  return {
    name: 'requests-per-address',
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit, evaluationWindowSec: 300 } },
    visibilityConfig: visibility('requests-per-address'),
  };
}

function managed(name: string, index: number): Rule {
  return {
    name,
    priority: index + 1,
    // The actions of the group's own rules.
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
