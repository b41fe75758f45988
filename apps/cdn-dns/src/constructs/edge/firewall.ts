import { type CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Wafv2IpSet } from '@cdktf/provider-aws/lib/wafv2-ip-set';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { byFamily, type EdgeSettings } from '@bulkhead/config';
import { ipSetName, type NameScope, webAclName } from '@bulkhead/naming';
import { dataProtections, withheldHeaders } from '@bulkhead/stack';
import { Construct } from 'constructs';
import { firewallRules, visibility } from './firewall-rules';

/** A web ACL of CloudFront, and its IP sets, are in us-east-1 and have this scope (pitfall 14). */
const scope = 'CLOUDFRONT';

export interface FirewallProps {
  readonly nameScope: NameScope;
  readonly settings: EdgeSettings;
  /** The networks that alone may enter. @default everybody may */
  readonly allowedIpRanges: readonly string[] | undefined;
  readonly sizeRestrictionsBody: 'count' | 'block';
  /** The log, whose name begins with `aws-waf-logs-`. */
  readonly log: CloudwatchLogGroup;
}

/** The firewall in front of CloudFront. It refuses bad requests before they reach a region, and logs every request. */
export class Firewall extends Construct {
  readonly webAcl: Wafv2WebAcl;

  constructor(parent: Construct, id: string, props: FirewallProps) {
    super(parent, id);
    const { nameScope, settings, allowedIpRanges, sizeRestrictionsBody, log } = props;
    const blocked = byFamily(settings.blockedIpRanges ?? []);
    // Every set is always there, empty or not. So no change deletes a set that the web ACL still has.
    const sets = {
      allowed: this.ipSet(nameScope, 'allowed', 'IPV4', allowedIpRanges ?? []),
      blockedIpv4: this.ipSet(nameScope, 'blocked-ipv4', 'IPV4', blocked.ipv4),
      blockedIpv6: this.ipSet(nameScope, 'blocked-ipv6', 'IPV6', blocked.ipv6),
    };

    this.webAcl = new Wafv2WebAcl(this, 'acl', {
      name: webAclName(nameScope, 'edge'),
      description: `Requests to CloudFront of Bulkhead environment ${nameScope.environment}`,
      scope,
      defaultAction: { allow: {} },
      visibilityConfig: visibility('edge'),
      rule: firewallRules({
        settings,
        allowedSetArn: allowedIpRanges && sets.allowed.arn,
        blockedSetArns: [
          ...(blocked.ipv4.length > 0 ? [sets.blockedIpv4.arn] : []),
          ...(blocked.ipv6.length > 0 ? [sets.blockedIpv6.arn] : []),
        ],
        sizeRestrictionsBody,
      }),
      dataProtectionConfig: { dataProtection: dataProtections() },
    });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      resourceArn: this.webAcl.arn,
      logDestinationConfigs: [log.arn],
      // The redaction applies only to the log. The data protection above also applies to sampled requests.
      redactedFields: [...withheldHeaders.map((name) => ({ singleHeader: { name } })), { queryString: {} }],
    });
  }

  private ipSet(
    nameScope: NameScope,
    name: string,
    ipAddressVersion: 'IPV4' | 'IPV6',
    addresses: readonly string[],
  ): Wafv2IpSet {
    return new Wafv2IpSet(this, name, {
      name: ipSetName(nameScope, 'edge', name),
      scope,
      ipAddressVersion,
      addresses: [...addresses],
    });
  }
}
