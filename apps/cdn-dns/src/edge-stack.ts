import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { apiOriginOf, publicNamesOf, settingsOf } from '@bulkhead/config';
import { edge, edgeCertificate, staticAssets } from '@bulkhead/contracts';
import { EncryptedLogs } from '@bulkhead/encryption';
import { vendedLogGroupName, wafLogGroupName } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { AccessLogs } from './constructs/edge/access-logs';
import { Distribution } from './constructs/edge/distribution';
import { Firewall } from './constructs/edge/firewall';
import { Origins } from './constructs/edge/origins';
import { SecurityHeaders } from './constructs/edge/security-headers';
import { Staging } from './constructs/edge/staging';
import { IssuedCertificate } from './constructs/issued-certificate';

/** The range of everybody. */
const everybody = '0.0.0.0/0';

/** CloudFront in front of the static files and the API of every region, with its firewall and its logs. */
export class EdgeStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, tags } = context;
    const { apps, protected: isProtected } = environment;
    const isOpen = environment.allowedIpRanges.includes(everybody);
    const settings = settingsOf(environment, 'cdn-dns', 'edge');
    const zone = apps['cdn-dns']?.zone;
    const names = zone && publicNamesOf(zone);
    const apiDomainName = apiOriginOf(apps);

    const { groups: logs } = new EncryptedLogs(this, 'logs', {
      nameScope,
      name: ['edge', 'logs'],
      encrypts: 'Logs of CloudFront and its firewall',
      logGroupNames: {
        access: vendedLogGroupName(nameScope, 'edge', 'access'),
        firewall: wafLogGroupName(nameScope, 'edge'),
      },
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { webAcl } = new Firewall(this, 'firewall', {
      nameScope,
      settings,
      allowedIpRanges: isOpen ? undefined : environment.allowedIpRanges,
      // Behind the edge is the same application, which gets the same bodies.
      sizeRestrictionsBody: apps['app-platform']?.service?.loadBalancer.sizeRestrictionsBody ?? 'block',
      log: logs.firewall,
    });
    const origins = new Origins(this, 'origins', {
      nameScope,
      staticAssets: [
        ...(apps.database?.['static-assets'] ? [consume(this, staticAssets, {}, 'primary')] : []),
        ...(apps['dr-region']?.['static-assets'] ? [consume(this, staticAssets, {}, 'dr')] : []),
      ],
      apiDomainName,
    });
    const { policyId: responseHeadersPolicyId } = new SecurityHeaders(this, 'security-headers', {
      nameScope,
      name: 'edge',
      contentSecurityPolicy: settings.contentSecurityPolicy,
    });
    // A distribution has one certificate, so this one has every public name. CloudFront looks for it in us-east-1.
    const certificateArn = names && new IssuedCertificate(this, 'certificate', names).arn;
    const shared = {
      nameScope,
      settings,
      origins,
      webAclArn: webAcl.arn,
      isOpenToIpv6: isOpen,
      certificateArn,
      isProtected,
    };
    const staging =
      settings.staging &&
      new Staging(this, 'staging', {
        ...shared,
        staging: true,
        tried: settings.staging,
        log: logs.access,
        tags,
      });
    const { distribution, arn: distributionArn } = new Distribution(this, 'distribution', {
      ...shared,
      comment: `Bulkhead environment ${environment.name}`,
      aliases: names ?? [],
      responseHeadersPolicyId,
      // Empty, as a distribution is once a person has taken the policy away: the provider sends no empty value itself.
      // https://github.com/hashicorp/terraform-provider-aws/issues/34511
      continuousDeploymentPolicyId: staging && !settings.staging?.ended ? staging.policyId : '',
    });
    new AccessLogs(this, 'access-logs', {
      nameScope,
      name: 'edge',
      distributionArn,
      log: logs.access,
      tags,
    });

    publish(this, edge, {
      distributionId: distribution.id,
      distributionArn,
      distributionDomainName: distribution.domainName,
      distributionZoneId: distribution.hostedZoneId,
      webAclArn: webAcl.arn,
      webAclName: webAcl.name,
      accessLogGroupName: logs.access.name,
      firewallLogGroupName: logs.firewall.name,
    });
    if (certificateArn !== undefined) publish(this, edgeCertificate, { arn: certificateArn });
  }
}
