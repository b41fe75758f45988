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

/** Headers that prove who somebody is: no log and no sampled request may let its reader be them. */
const secretHeaders = ['authorization', 'cookie'];

export interface WebFirewallProps {
  readonly nameScope: NameScope;
  readonly loadBalancerArn: string;
  /** Requests of one address in five minutes, of which the next is refused. */
  readonly requestsPerAddress: number;
  /** What becomes of a request with a body that is larger than the firewall can read: 8 KB. */
  readonly sizeRestrictionsBody: 'count' | 'block';
  /** Name of the log group, which begins with `aws-waf-logs-`. */
  readonly logGroupName: string;
}

/** What refuses requests before the load balancer sees them, and logs every one. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const { nameScope, loadBalancerArn, requestsPerAddress, logGroupName } = props;
    const overrides = actionOverrides(props);
    const { account, region } = nameScope;
    const acl = new CfnWebACL(this, 'Acl', {
      name: webAclName(nameScope, 'app-platform'),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility('app-platform'),
      rules: [
        rateLimit(requestsPerAddress),
        ...managedRuleGroups.map((name, index) => managed(name, index, overrides[name])),
      ],
      dataProtectionConfig: { dataProtections: [substituted(secretHeaders)] },
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: loadBalancerArn, webAclArn: acl.attrArn });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // The ARN that a log group has in CloudFormation ends in `:*`, which WAF refuses.
      logDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:${logGroupName}`],
      // Redaction is of the log alone; the protection above is of samples as well.
      redactedFields: secretHeaders.map((name) => ({ singleHeader: { Name: name } })),
    });
  }
}

type Rule = CfnWebACL.RuleProperty;
type RuleActionOverride = CfnWebACL.RuleActionOverrideProperty;

function rateLimit(limit: number): Rule {
  return {
    name: 'requests-per-address',
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit, evaluationWindowSec: 300 } },
    visibilityConfig: visibility('requests-per-address'),
  };
}

/** By rule group, the rules of it that do something else than AWS would have them do. */
function actionOverrides({ sizeRestrictionsBody }: WebFirewallProps): Record<string, RuleActionOverride[]> {
  if (sizeRestrictionsBody === 'block') return {};
  return {
    AWSManagedRulesCommonRuleSet: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
  };
}

/**
 * Whatever shows a request shows a constant in place of these headers.
 * https://docs.aws.amazon.com/waf/latest/developerguide/data-protection-masking.html
 */
function substituted(headers: readonly string[]): CfnWebACL.DataProtectProperty {
  return {
    action: 'SUBSTITUTION',
    field: { fieldType: 'SINGLE_HEADER', fieldKeys: [...headers] },
    excludeRuleMatchDetails: false,
    excludeRateBasedDetails: false,
  };
}

function managed(name: string, index: number, ruleActionOverrides: RuleActionOverride[] = []): Rule {
  return {
    name,
    priority: index + 1,
    // The actions of the group's own rules, but for those named.
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides } },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
