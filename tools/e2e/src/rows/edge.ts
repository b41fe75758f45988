import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  GetDistributionCommand,
  GetOriginAccessControlCommand,
  ListOriginAccessControlsCommand,
} from '@aws-sdk/client-cloudfront';
import {
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetLoggingConfigurationCommand, GetWebACLCommand } from '@aws-sdk/client-wafv2';
import { type NameScope, originAccessControlName } from '@bulkhead/naming';
import { type AwsClients } from '../aws-clients';

/** A deployed distribution, known when tests run and not when they are defined. */
export interface DeployedEdge {
  /** Clients of us-east-1. */
  readonly aws: () => AwsClients;
  readonly nameScope: () => NameScope;
  /** A published value, such as `edge@global.distributionId`. */
  readonly output: (key: string) => string;
  /** The public name. @default CloudFront's name serves, and there are static files only */
  readonly domain?: string;
}

/** The distribution, its certificate, its firewall and its logs. */
export function edgeTests(rows: string, { aws, nameScope, output, domain }: DeployedEdge): void {
  const own = (key: string) => output(`edge@global.${key}`);
  const distribution = async () => {
    const { Distribution } = await aws().cloudfront.send(
      new GetDistributionCommand({ Id: own('distributionId') }),
    );
    return Distribution;
  };

  test(`${rows}: users reach it ${domain ? `as ${domain}` : 'by the name of CloudFront'}, over HTTPS`, async () => {
    const found = await distribution();
    const config = found?.DistributionConfig;

    expect(found?.DomainName).toBe(own('distributionDomainName'));
    expect(config).toMatchObject({
      Enabled: true,
      HttpVersion: 'http2and3',
      PriceClass: 'PriceClass_All',
      WebACLId: own('webAclArn'),
      DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' },
    });
    expect(config?.Aliases?.Items ?? []).toEqual(domain ? [domain] : []);
    if (domain === undefined) {
      expect(config?.ViewerCertificate).toMatchObject({ CloudFrontDefaultCertificate: true });
      return;
    }
    const { ACMCertificateArn: CertificateArn = '', ...viewer } = config?.ViewerCertificate ?? {};
    const { Certificate } = await aws().acm.send(new DescribeCertificateCommand({ CertificateArn }));
    expect(viewer).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021', SSLSupportMethod: 'sni-only' });
    expect(CertificateArn).toContain(':acm:us-east-1:');
    expect(Certificate).toMatchObject({ DomainName: domain });
  });

  test(`${rows}: static files come from the bucket${domain ? ', and the API from a name that DNS moves' : ''}`, async () => {
    const config = (await distribution())?.DistributionConfig;
    const origins = config?.Origins?.Items ?? [];

    expect(origins.map(({ Id, DomainName }) => [Id, DomainName]).sort()).toEqual([
      ...(domain ? [['api', `origin.${domain}`]] : []),
      ['static-files', output('static-assets.bucketDomainName')],
    ]);
    expect(config?.DefaultCacheBehavior?.TargetOriginId).toBe('static-files');
    const paths = (config?.CacheBehaviors?.Items ?? []).map(({ PathPattern, TargetOriginId }) => [
      PathPattern,
      TargetOriginId,
    ]);
    expect(paths).toEqual(domain ? [['/api/*', 'api']] : []);
    const api = origins.find(({ Id }) => Id === 'api');
    if (domain) expect(api?.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only' });
  });

  test(`${rows}: CloudFront signs what it asks of the bucket`, async () => {
    const { cloudfront } = aws();
    const { OriginAccessControlList } = await cloudfront.send(new ListOriginAccessControlsCommand({}));
    const name = originAccessControlName(nameScope(), 'static-assets');
    const Id = OriginAccessControlList?.Items?.find(({ Name }) => Name === name)?.Id;
    const { OriginAccessControl } = await cloudfront.send(new GetOriginAccessControlCommand({ Id }));

    expect(OriginAccessControl?.OriginAccessControlConfig).toMatchObject({
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
      OriginAccessControlOriginType: 's3',
    });
  });

  test(`${rows}: its firewall is of CloudFront's scope, and keeps a log`, async () => {
    const { wafv2 } = aws();
    const ARN = own('webAclArn');
    const { WebACL } = await wafv2.send(
      new GetWebACLCommand({ Name: own('webAclName'), Scope: 'CLOUDFRONT', Id: ARN.split('/').at(-1) }),
    );
    const { LoggingConfiguration } = await wafv2.send(
      new GetLoggingConfigurationCommand({ ResourceArn: ARN }),
    );

    expect(WebACL?.Rules?.map(({ Name }) => Name)).toEqual(
      expect.arrayContaining(['requests-per-address', 'AWSManagedRulesCommonRuleSet']),
    );
    expect(LoggingConfiguration?.LogDestinationConfigs).toEqual([
      expect.stringContaining(`:log-group:${own('firewallLogGroupName')}`),
    ]);
    expect(own('firewallLogGroupName')).toMatch(/^aws-waf-logs-/);
  });

  test(`${rows}: requests are logged into a log group with a key of ours`, async () => {
    const { logs } = aws();
    const logGroupNamePrefix = own('accessLogGroupName');
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
    const { deliverySources = [] } = await logs.send(new DescribeDeliverySourcesCommand({}));
    const source = deliverySources.find(({ resourceArns }) => resourceArns?.includes(own('distributionArn')));
    const { deliveries = [] } = await logs.send(new DescribeDeliveriesCommand({}));
    const delivery = deliveries.find(({ deliverySourceName }) => deliverySourceName === source?.name);

    expect(logGroups).toEqual([
      expect.objectContaining({
        kmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:/),
        retentionInDays: 365,
      }),
    ]);
    expect(source).toMatchObject({ logType: 'ACCESS_LOGS' });
    expect(delivery?.recordFields).toEqual(expect.arrayContaining(['sc-status', 'cs-uri-stem']));
    expect(delivery?.recordFields).not.toEqual(expect.arrayContaining(['cs-uri-query']));
    expect(delivery?.recordFields).not.toEqual(expect.arrayContaining(['cs(Cookie)']));
  });
}
