import { templateOf } from '@bulkhead/cdk/testing';
import { loadBalancerZoneId } from './constructs/load-balancing/load-balancer-zones';
import { ServiceStack } from './service-stack';
import {
  attribute,
  type Attributes,
  consumed,
  contextOf,
  ec2Asg,
  ecsEc2,
  groupOf,
  named,
  one,
  type Overrides,
  propertiesOf,
  resourcesOf,
  statementsOf,
  synthesize,
  type Template,
  withSettings,
} from './synthesized-service';

const elb = (type: string) => `AWS::ElasticLoadBalancingV2::${type}`;
const listenerOn = (template: Template, port: string) => named(template, elb('Listener'), 'Port', port);
const attributesOf = (attributes: unknown) =>
  Object.fromEntries((attributes as Attributes[]).map(({ Key, Value }) => [Key, Value])) as Attributes;

const template = synthesize();
const balancer = one(template, elb('LoadBalancer'));

describe('P1.7: the load balancer', () => {
  test('faces the internet, in the public subnets', () => {
    expect(balancer.Properties).toMatchObject({
      Type: 'application',
      Scheme: 'internet-facing',
      Subnets: consumed('Network', 'PublicSubnetIds'),
      SecurityGroups: [attribute(groupOf(template, 'load-balancer'), 'GroupId')],
    });
  });

  test('drops invalid headers, and writes a log of its requests', () => {
    expect(attributesOf(balancer.Properties['LoadBalancerAttributes'])).toEqual({
      'access_logs.s3.enabled': 'true',
      'access_logs.s3.bucket': { Ref: one(template, 'AWS::S3::Bucket').id },
      'deletion_protection.enabled': 'true',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
    });
  });

  test.each([true, false])(
    'P4.6: with `protected: %s` in the environment, its deletion protection is the same',
    (isProtected) => {
      const { LoadBalancerAttributes } = propertiesOf(
        synthesize({ protected: isProtected }),
        elb('LoadBalancer'),
      );
      expect(attributesOf(LoadBalancerAttributes)['deletion_protection.enabled']).toBe(String(isProtected));
    },
  );

  test('P2.1: is reached from the address ranges of the environment, on 443 and 80', () => {
    const narrow = synthesize({ allowedIpRanges: ['203.0.113.0/24', '198.51.100.0/24'] });
    const rules = groupOf(narrow, 'load-balancer').Properties['SecurityGroupIngress'] as Attributes[];
    expect(rules.map(({ FromPort, ToPort, CidrIp }) => [FromPort, ToPort, CidrIp])).toEqual([
      [443, 443, '203.0.113.0/24'],
      [80, 80, '203.0.113.0/24'],
      [443, 443, '198.51.100.0/24'],
      [80, 80, '198.51.100.0/24'],
    ]);
  });

  test('reaches the application on its port, and nothing else', () => {
    const rules = groupOf(template, 'load-balancer').Properties['SecurityGroupEgress'] as Attributes[];
    expect(rules).toEqual([
      {
        Description: 'The service',
        IpProtocol: 'tcp',
        FromPort: 80,
        ToPort: 80,
        DestinationSecurityGroupId: attribute(groupOf(template), 'GroupId'),
      },
    ]);
  });
});

describe('P2.5: with health checks of Route 53', () => {
  const checked = synthesize({
    preset: 'patient-data',
    apps: { 'cdn-dns': { zone: { domain: 'app.clinic.org' } } },
  } as Overrides);
  const checkers = groupOf(checked, 'health-checkers');

  test('the load balancer has a group of its own for them, to which whoever checks adds the rule', () => {
    expect(one(checked, elb('LoadBalancer')).Properties['SecurityGroups']).toEqual([
      attribute(groupOf(checked, 'load-balancer'), 'GroupId'),
      attribute(checkers, 'GroupId'),
    ]);
    expect(checkers.Properties).not.toHaveProperty('SecurityGroupIngress');
    const { Properties } = named(
      checked,
      'AWS::SSM::Parameter',
      'Name',
      '/bulkhead/test/health-check-access/securityGroupId',
    );
    expect(Properties['Value']).toEqual(attribute(checkers, 'GroupId'));
  });

  test('this group lets out what the other one lets out', () => {
    expect(checkers.Properties['SecurityGroupEgress']).toEqual(
      groupOf(checked, 'load-balancer').Properties['SecurityGroupEgress'],
    );
  });
});

describe('P2.4: behind CloudFront', () => {
  const behind = (cdnDns: object = {}) =>
    synthesize({
      preset: 'web-multi-region',
      apps: { 'cdn-dns': { zone: { domain: 'app.clinic.org' }, ...cdnDns } },
    } as Overrides);
  const rulesOf = (of: Template, name: string) =>
    groupOf(of, name).Properties['SecurityGroupIngress'] as Attributes[];
  const counted = (of: Template) => {
    const { Rules } = propertiesOf(of, 'AWS::WAFv2::WebACL') as { Rules: Attributes[] };
    return Rules.find(({ Name }) => Name === 'requests-per-address')?.['Statement'];
  };

  test('the load balancer is reached over HTTPS from the addresses of CloudFront, and from no other', () => {
    expect(rulesOf(behind(), 'load-balancer')).toEqual([
      {
        Description: 'CloudFront',
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        SourcePrefixListId: consumed('CloudfrontAccess', 'PrefixListId'),
      },
    ]);
  });

  test('the firewall counts the requests of users, and not those of an edge location', () => {
    expect(counted(behind())).toMatchObject({
      RateBasedStatement: {
        AggregateKeyType: 'FORWARDED_IP',
        ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' },
      },
    });
    expect(counted(template)).toMatchObject({ RateBasedStatement: { AggregateKeyType: 'IP' } });
  });

  test.each<[string, object]>([
    ['as long as users may come past CloudFront', { edge: { originProtection: false } }],
    ['without a distribution', { edge: null }],
  ])('the load balancer is reached from the networks of the environment %s', (_, cdnDns) => {
    expect(rulesOf(behind(cdnDns), 'load-balancer').map(({ CidrIp }) => CidrIp)).toEqual([
      '0.0.0.0/0',
      '0.0.0.0/0',
    ]);
  });
});

describe('P1.7: its listeners', () => {
  test('HTTPS speaks TLS 1.3 and 1.2, tells browsers to stay with it, and forwards', () => {
    const { Properties } = listenerOn(template, '443');
    expect(Properties).toMatchObject({
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: one(template, elb('TargetGroup')).id } }],
    });
    expect(attributesOf(Properties['ListenerAttributes'])).toMatchObject({
      'routing.http.response.strict_transport_security.header_value': 'max-age=31536000',
    });
  });

  test('HTTP redirects to HTTPS permanently', () => {
    expect(listenerOn(template, '80').Properties).toMatchObject({
      Protocol: 'HTTP',
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
  });

  const arn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/${'a'.repeat(36)}`;
  const withCertificate: Overrides = withSettings({
    loadBalancer: { certificateArns: { primary: arn('us-east-1') } },
  });

  test('the certificate is the one that the environment names', () => {
    const { Properties } = listenerOn(synthesize(withCertificate), '443');
    expect(Properties['Certificates']).toEqual([{ CertificateArn: arn('us-east-1') }]);
  });

  test('otherwise the deploy needs it in a parameter, and an error says how to write the parameter', () => {
    expect(listenerOn(template, '443').Properties['Certificates']).toEqual([
      { CertificateArn: { Ref: 'ConsumeCertificateArn' } },
    ]);
    const context = contextOf();
    templateOf(ServiceStack, context);
    expect(context.exchanged.consumes.find(({ key }) => key === 'arn')).toMatchObject({
      path: '/bulkhead/test/certificate/arn',
      origin: expect.stringMatching(
        /^aws ssm put-parameter --region us-east-1 --name \/bulkhead\/test\/certificate\/arn /,
      ),
    });
  });

  describe('with a domain', () => {
    const withZone = (zone: object): Overrides => ({ apps: { 'cdn-dns': { zone } } }) as Overrides;
    const certificatesOf = (zone: object) => {
      const { Resources } = synthesize(withZone(zone));
      const further = Object.entries(Resources).filter(([, { Type }]) => Type === elb('ListenerCertificate'));
      return Object.fromEntries(further.map(([id, { Properties }]) => [id, Properties['Certificates']]));
    };
    const current = [{ CertificateArn: { Ref: 'ConsumeCertificateArn' } }];
    const former = [{ CertificateArn: { Ref: 'ConsumeFormerCertificateArn' } }];

    test('the certificate is the one that cdn-dns publishes, and nobody has to write it', () => {
      const context = contextOf(withZone({ domain: 'app.clinic.org' }));
      const resources = (templateOf(ServiceStack, context).toJSON() as Template).Resources;
      const https = Object.values(resources).find(({ Properties }) => Properties['Protocol'] === 'HTTPS');

      expect(https?.Properties['Certificates']).toEqual(current);
      const [use] = context.exchanged.consumes.filter(({ contract }) => contract === 'certificate');
      expect(use?.path).toBe('/bulkhead/test/certificate/arn');
      expect(use?.origin).toBeUndefined();
    });

    test('an earlier name keeps its certificate, in the same resource, while another name becomes the current one', () => {
      const before = certificatesOf({ domain: 'old.clinic.org', zoneName: 'clinic.org' });
      const during = certificatesOf({
        domain: 'new.clinic.org',
        formerDomain: 'old.clinic.org',
        zoneName: 'clinic.org',
      });
      const [oldId = ''] = Object.keys(before);

      expect(Object.values(before)).toEqual([current]);
      expect(during[oldId]).toEqual(former);
      expect(Object.values(during)).toEqual(expect.arrayContaining([current, former]));
    });

    test('without certificates of cdn-dns, a person writes the certificate', () => {
      const apps = { 'cdn-dns': { zone: { domain: 'app.clinic.org' }, certificates: null } };
      const context = contextOf({ apps } as Overrides);
      templateOf(ServiceStack, context);

      expect(context.exchanged.consumes.find(({ contract }) => contract === 'certificate')?.origin).toMatch(
        /^aws ssm put-parameter /,
      );
    });
  });

  test('on the emulator, without a domain, it is a placeholder name unless the environment names one', () => {
    const certificatesOf = (over: Overrides) =>
      listenerOn(synthesize({ ...over, target: 'emulator' }), '443').Properties['Certificates'];
    expect(certificatesOf({})).toEqual([
      {
        CertificateArn: 'arn:aws:iam::123456789012:server-certificate/emulator',
      },
    ]);
    expect(certificatesOf(withCertificate)).toEqual([{ CertificateArn: arn('us-east-1') }]);
  });
});

describe('P1.7: the target group', () => {
  test.each<[string, Overrides, string, string]>([
    ['fargate', withSettings({ healthPath: '/live', containerPort: 8080 }), 'ip', '/live'],
    ['ecs-ec2', ecsEc2({ healthPath: '/live', containerPort: 8080 }), 'ip', '/live'],
    ['ec2-asg', ec2Asg({ containerPort: 8080 }), 'instance', '/health'],
  ])('on %s, depends only on the health of the application', (_, overrides, targetType, path) => {
    expect(propertiesOf(synthesize(overrides), elb('TargetGroup'))).toMatchObject({
      TargetType: targetType,
      Port: 8080,
      Protocol: 'HTTP',
      HealthCheckPath: path,
      HealthCheckPort: 'traffic-port',
      Matcher: { HttpCode: '200-399' },
    });
  });

  test('has no fixed name, so that another one can be created beside it', () => {
    expect(propertiesOf(template, elb('TargetGroup'))).not.toHaveProperty('Name');
  });
});

describe('P1.7, P1.10: the firewall', () => {
  const acl = one(template, 'AWS::WAFv2::WebACL');
  const rules = acl.Properties['Rules'] as Attributes[];

  test('is attached to the load balancer', () => {
    expect(acl.Properties).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
    expect(propertiesOf(template, 'AWS::WAFv2::WebACLAssociation')).toEqual({
      ResourceArn: { Ref: balancer.id },
      WebACLArn: attribute(acl, 'Arn'),
    });
  });

  test('refuses an address that sends more requests than the environment allows', () => {
    const limited = (requestsPerAddress: number) =>
      (
        propertiesOf(
          synthesize(withSettings({ loadBalancer: { requestsPerAddress } })),
          'AWS::WAFv2::WebACL',
        )['Rules'] as Attributes[]
      )[0];
    expect(limited(500)).toMatchObject({
      Priority: 0,
      Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500, EvaluationWindowSec: 300 } },
    });
  });

  test('uses the rule groups of AWS, and their actions take effect', () => {
    const managed = rules.slice(1).map(({ Statement, OverrideAction }) => {
      expect(OverrideAction).toEqual({ None: {} });
      return (Statement as { ManagedRuleGroupStatement: Attributes }).ManagedRuleGroupStatement['Name'];
    });
    expect(managed).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesSQLiRuleSet',
    ]);
    expect(rules.map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4]);
  });

  const overridesIn = (overrides: Overrides) =>
    (propertiesOf(synthesize(overrides), 'AWS::WAFv2::WebACL')['Rules'] as Attributes[]).flatMap(
      ({ Statement }) =>
        (Statement as { ManagedRuleGroupStatement?: Attributes }).ManagedRuleGroupStatement?.[
          'RuleActionOverrides'
        ] ?? [],
    );

  test('lets bodies over 8 KB pass and counts them, because bundles of FHIR resources are larger', () => {
    expect(overridesIn({})).toEqual([{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]);
  });

  test('refuses bodies over 8 KB if the environment says so, as the rule of AWS does by default', () => {
    expect(overridesIn(withSettings({ loadBalancer: { sizeRestrictionsBody: 'block' } }))).toEqual([]);
  });

  test('shows nothing that authenticates a user or may name a patient, neither in its log nor in sampled requests', () => {
    expect(acl.Properties['DataProtectionConfig']).toEqual({
      DataProtections: [
        { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie', 'referer'] },
        { FieldType: 'QUERY_STRING' },
        { FieldType: 'BODY' },
      ].map((Field) => ({
        Action: 'SUBSTITUTION',
        Field,
        ExcludeRuleMatchDetails: false,
        ExcludeRateBasedDetails: false,
      })),
    });
    // Without these metrics, nobody would see refused requests except in the log.
    const visible = [acl.Properties, ...rules].map(({ VisibilityConfig }) => VisibilityConfig as Attributes);
    for (const { SampledRequestsEnabled } of visible) expect(SampledRequestsEnabled).toBe(true);
  });

  test('pitfall 15: logs every request, without its query and some headers, to a group that WAF may log to', () => {
    const logging = one(template, 'AWS::WAFv2::LoggingConfiguration');
    expect(logging.Properties).toEqual({
      ResourceArn: attribute(acl, 'Arn'),
      LogDestinationConfigs: [
        'arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-bulkhead-test-app-platform',
      ],
      RedactedFields: [
        ...['authorization', 'cookie', 'referer'].map((Name) => ({ SingleHeader: { Name } })),
        { QueryString: {} },
      ],
    });
    expect(logging.DependsOn).toContain(
      named(template, 'AWS::Logs::LogGroup', 'LogGroupName', 'aws-waf-logs-').id,
    );
  });
});

describe('P1.7: the access logs', () => {
  const bucket = one(template, 'AWS::S3::Bucket');
  const policy = one(template, 'AWS::S3::BucketPolicy');

  test('pitfall 16: go to a bucket with the only encryption that load balancers can write to', () => {
    expect(bucket.Properties).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: { Rules: [{ Id: 'expire', Status: 'Enabled', ExpirationInDays: 365 }] },
    });
    expect(bucket.Properties).not.toHaveProperty('ObjectLockEnabled');
  });

  test.each<[string, object]>([
    ['us-east-1', { AWS: 'arn:aws:iam::127311923021:root' }],
    ['eu-central-2', { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' }],
  ])('pitfall 16: in %s they are written by %j, depending on the age of the region', (name, Principal) => {
    const availabilityZones = ['a', 'b'].map((letter, index) => ({
      name: `${name}${letter}`,
      public: `10.0.${1 + index}.0/24`,
      private: `10.0.${11 + index}.0/24`,
      isolated: `10.0.${21 + index}.0/24`,
    }));
    const there = synthesize({ regions: { primary: { name, cidr: '10.0.0.0/16', availabilityZones } } });
    expect(statementsOf(propertiesOf(there, 'AWS::S3::BucketPolicy')['PolicyDocument'])[0]).toMatchObject({
      Sid: 'LoadBalancerLogs',
      Principal,
      Action: 's3:PutObject',
      Resource: {
        'Fn::Join': ['', [attribute(one(there, 'AWS::S3::Bucket'), 'Arn'), '/AWSLogs/123456789012/*']],
      },
    });
  });

  test('can be read and written only over TLS', () => {
    expect(statementsOf(policy.Properties['PolicyDocument'])[1]).toMatchObject({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  test('may be written before the load balancer exists', () => {
    expect(balancer.DependsOn).toContain(policy.id);
  });
});

test('P2.5: the hosted zone is known for every region of a preset, and an unknown region is refused', () => {
  const regions = ['us-east-1', 'us-west-2', 'ap-southeast-1', 'ap-southeast-2', 'eu-central-1', 'eu-west-1'];
  expect(new Set(regions.map(loadBalancerZoneId)).size).toBe(regions.length);
  expect(() => loadBalancerZoneId('xx-nowhere-1')).toThrow(
    expect.objectContaining({ code: 'UnknownLoadBalancerZone' }),
  );
});

test('every listener, target group and firewall belongs to the one load balancer', () => {
  expect(resourcesOf(template, elb('Listener'))).toHaveLength(2);
  for (const [, { Properties }] of resourcesOf(template, elb('Listener')))
    expect(Properties['LoadBalancerArn']).toEqual({ Ref: balancer.id });
});
