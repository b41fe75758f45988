import { type NameScope, webAclName } from '@bulkhead/naming';
import { dataProtections, withheldHeaders } from '@bulkhead/stack';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/**
 * Rule groups that AWS keeps up to date, in the order of evaluation. Known bad addresses come first, because that check
 * costs least.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const managedRuleGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
];

export interface WebFirewallProps {
  readonly nameScope: NameScope;
  readonly loadBalancerArn: string;
  /** Requests that one address may send in five minutes. WAF refuses further requests. */
  readonly requestsPerAddress: number;
  /** Whether the sender of a request is CloudFront, and the user's address is in a header. */
  readonly isBehindCloudFront: boolean;
  /** What happens to a request whose body is larger than the firewall can read: 8 KB. */
  readonly sizeRestrictionsBody: 'count' | 'block';
  /** Name of the log group, which begins with `aws-waf-logs-`. */
  readonly logGroupName: string;
}

/** The firewall in front of the load balancer. It refuses bad requests and logs every request. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const { nameScope, loadBalancerArn, requestsPerAddress, isBehindCloudFront, logGroupName } = props;
    const overrides = actionOverrides(props);
    const { account, region } = nameScope;
    const acl = new CfnWebACL(this, 'Acl', {
      name: webAclName(nameScope, 'app-platform'),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(webAclMetricName),
      rules: [
        rateLimit(requestsPerAddress, isBehindCloudFront),
        ...managedRuleGroups.map((name, index) => managed(name, index, overrides[name])),
      ],
      dataProtectionConfig: { dataProtections: dataProtections() },
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: loadBalancerArn, webAclArn: acl.attrArn });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      // In CloudFormation, the ARN of a log group ends in `:*`. WAF refuses that form.
      logDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:${logGroupName}`],
      // The redaction applies only to the log. The data protection above also applies to sampled requests.
      redactedFields: [
        ...withheldHeaders.map((name) => ({ singleHeader: { Name: name } })),
        { queryString: {} },
      ],
    });
  }
}

type Rule = CfnWebACL.RuleProperty;
type RuleActionOverride = CfnWebACL.RuleActionOverrideProperty;

/**
 * Behind CloudFront, the sender is an edge location with many users, and must not be refused. CloudFront names the user in
 * X-Forwarded-For. A user can write something else before it, which WAF then counts: the firewall at the edge, which sees the
 * user, has the limit that cannot be avoided.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html
 */
function rateLimit(limit: number, isBehindCloudFront: boolean): Rule {
  const address = isBehindCloudFront
    ? {
        aggregateKeyType: 'FORWARDED_IP',
        forwardedIpConfig: { headerName: 'X-Forwarded-For', fallbackBehavior: 'NO_MATCH' },
      }
    : { aggregateKeyType: 'IP' };
  return {
    name: 'requests-per-address',
    priority: 0,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rateBasedStatement: { ...address, limit, evaluationWindowSec: 300 } },
    visibilityConfig: visibility('requests-per-address'),
  };
}

/** By rule group, the rules whose action differs from AWS's default. */
function actionOverrides({ sizeRestrictionsBody }: WebFirewallProps): Record<string, RuleActionOverride[]> {
  if (sizeRestrictionsBody === 'block') return {};
  return {
    AWSManagedRulesCommonRuleSet: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
  };
}

function managed(name: string, index: number, ruleActionOverrides: RuleActionOverride[] = []): Rule {
  return {
    name,
    priority: index + 1,
    // The group's own rules keep their actions, except for the overrides.
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides } },
    visibilityConfig: visibility(name),
  };
}

/** The firewall as its metrics name it. */
export const webAclMetricName = 'app-platform';

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
