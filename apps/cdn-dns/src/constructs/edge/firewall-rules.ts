import { type Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { type EdgeSettings } from '@bulkhead/config';

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
] as const;

/** A rule without its priority, which is its place among the others. */
type Rule = Omit<Wafv2WebAclRule, 'priority'>;

export interface FirewallRulesProps {
  readonly settings: EdgeSettings;
  /** ARN of the set of networks that alone may enter. @default everybody may */
  readonly allowedSetArn: string | undefined;
  /** ARNs of the sets of networks that may not enter. */
  readonly blockedSetArns: readonly string[];
  /** What happens to a request whose body is larger than 8 KB, as the firewall of the load balancers decides it. */
  readonly sizeRestrictionsBody: 'count' | 'block';
}

/** The rules of the firewall at the edge, in the order of evaluation. The cheap ones come first. */
export function firewallRules(props: FirewallRulesProps): Wafv2WebAclRule[] {
  const { settings, allowedSetArn, blockedSetArns, sizeRestrictionsBody } = props;
  const { allowedCountries, blockedCountries, requestsPerAddress } = settings;
  const rules: Rule[] = [
    ...(allowedSetArn === undefined ? [] : [blocking('other-networks', not(inSet(allowedSetArn)))]),
    ...blockedSetArns.map((arn, index) => blocking(`blocked-networks-${index}`, inSet(arn))),
    ...(allowedCountries ? [blocking('other-countries', not(from(allowedCountries)))] : []),
    ...(blockedCountries ? [blocking('blocked-countries', from(blockedCountries))] : []),
    rateLimit(requestsPerAddress),
    ...managedRuleGroups.map((name) =>
      managed(name, name === 'AWSManagedRulesCommonRuleSet' && sizeRestrictionsBody === 'count'),
    ),
  ];
  return rules.map((rule, priority) => ({ ...rule, priority }));
}

/** The provider takes the statements of a rule as its documentation writes them. */
const inSet = (arn: string) => ({ ip_set_reference_statement: { arn } });
const from = (countries: readonly string[]) => ({ geo_match_statement: { country_codes: countries } });
const not = (statement: object) => ({ not_statement: { statement } });

function blocking(name: string, statement: object): Rule {
  return { name, action: { block: {} }, statement, visibilityConfig: visibility(name) };
}

function rateLimit(limit: number): Rule {
  const name = 'requests-per-address';
  return {
    name,
    action: { block: { customResponse: { responseCode: 429 } } },
    // Seconds. The setting counts requests in five minutes.
    statement: { rate_based_statement: { aggregate_key_type: 'IP', limit, evaluation_window_sec: 300 } },
    visibilityConfig: visibility(name),
  };
}

function managed(name: string, countsLargeBodies: boolean): Rule {
  const override = { name: 'SizeRestrictions_BODY', action_to_use: { count: {} } };
  return {
    name,
    // The group's own rules keep their actions, except for the override.
    overrideAction: { none: {} },
    statement: {
      managed_rule_group_statement: {
        vendor_name: 'AWS',
        name,
        ...(countsLargeBodies && { rule_action_override: [override] }),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/** Each rule counts what it does, and keeps samples of it. */
export function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
