import { one, resourcesOf, type Terraform, terraformOf } from '@bulkhead/cdktf/testing';
import { EdgeStack } from './edge-stack';
import { byName, contextOf, domain, stackOf } from './testing';

type Attributes = Record<string, unknown>;

const edgeOf = (edge: object = {}, more: object = {}, cdnDns: object = {}) =>
  stackOf(EdgeStack, 'edge', 'global', { ...cdnDns, edge }, more);
/** The stack of an environment without a domain. */
const withoutDomain = (edge: object = {}) => edgeOf(edge, {}, { zone: null });
const distributionOf = (terraform: Terraform, name = 'distribution') =>
  byName(terraform, 'aws_cloudfront_distribution')[name] ?? {};
const rulesOf = (terraform: Terraform) => one(terraform, 'aws_wafv2_web_acl')['rule'] as Attributes[];
const ruleOf = (terraform: Terraform, name: string) =>
  rulesOf(terraform).find((rule) => rule['name'] === name);
const read = (role: string, key: string) =>
  `\${data.aws_ssm_parameter.consume-static-assets-${role}-${key}.insecure_value}`;

const edge = edgeOf();
const distribution = distributionOf(edge);
const managed = {
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  allViewer: '216adef6-5c7f-47e4-b989-56492d6932ac',
  allViewerExceptHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  securityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
};

describe('P2.4: what users see', () => {
  test('TLS 1.2 of 2021 or newer, HTTP/3 and IPv6, under the public name', () => {
    expect(distribution).toMatchObject({
      aliases: [domain],
      http_version: 'http2and3',
      is_ipv6_enabled: true,
      price_class: 'PriceClass_All',
      viewer_certificate: { minimum_protocol_version: 'TLSv1.2_2021', ssl_support_method: 'sni-only' },
    });
  });

  test('pitfall 14: the certificate and the web ACL are of us-east-1, whatever the regions of the platform', () => {
    const elsewhere = edgeOf({ logRetentionDays: 365 }, { preset: 'hipaa-dr' });

    expect(elsewhere.provider['aws']?.[0]).toMatchObject({ region: 'us-east-1' });
    expect(one(elsewhere, 'aws_acm_certificate')).not.toHaveProperty('provider');
    expect(one(elsewhere, 'aws_wafv2_web_acl')).toMatchObject({ scope: 'CLOUDFRONT' });
    expect(one(elsewhere, 'aws_wafv2_web_acl')).not.toHaveProperty('provider');
  });

  test('P1.7: a certificate that ACM has issued; another one is there before this one goes', () => {
    expect(one(edge, 'aws_acm_certificate')).toMatchObject({
      domain_name: domain,
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
    expect((distribution['viewer_certificate'] as Attributes)['acm_certificate_arn']).toMatch(
      /^\$\{aws_acm_certificate_validation\..+\.certificate_arn\}$/,
    );
  });

  test('both public names, while the domain changes', () => {
    const zone = { domain: 'new.clinic.org', formerDomain: domain, zoneName: 'clinic.org' };
    const changing = edgeOf({}, {}, { zone });

    expect(distributionOf(changing)['aliases']).toEqual(['new.clinic.org', domain]);
    expect(one(changing, 'aws_acm_certificate')).toMatchObject({
      domain_name: 'new.clinic.org',
      subject_alternative_names: ['new.clinic.org', domain],
    });
  });

  test('HTTPS on every path, with security headers; a call of the API over HTTP is refused and not redirected', () => {
    const withHeaders = { response_headers_policy_id: managed.securityHeaders };

    expect(distribution['default_cache_behavior']).toMatchObject({
      viewer_protocol_policy: 'redirect-to-https',
      ...withHeaders,
    });
    expect(distribution['ordered_cache_behavior']).toMatchObject([
      { viewer_protocol_policy: 'https-only', ...withHeaders },
    ]);
  });

  test('no error of the API stays at the edge, where another user would get it', () => {
    const errors = distribution['custom_error_response'] as Attributes[];

    expect(errors.map(({ error_code: code }) => code)).toEqual([
      400, 403, 404, 405, 414, 500, 501, 502, 503, 504,
    ]);
    expect(errors.filter((error) => error['error_caching_min_ttl'] !== 0)).toEqual([]);
    expect(distributionOf(withoutDomain())['custom_error_response']).toEqual([]);
  });

  test('a page instead of an error, and soon the answer of an origin that is back', () => {
    const errorPages = [
      { errorCode: 502, responsePagePath: '/502.html' },
      { errorCode: 503, responsePagePath: '/503.html', responseCode: 200 },
    ];

    const ofPages = (edge: Terraform) =>
      (distributionOf(edge)['custom_error_response'] as Attributes[]).filter(
        (error) => error['response_page_path'],
      );
    const expected = (ttl: number) => [
      { error_code: 502, response_page_path: '/502.html', response_code: 502, error_caching_min_ttl: ttl },
      { error_code: 503, response_page_path: '/503.html', response_code: 200, error_caching_min_ttl: ttl },
    ];

    expect(ofPages(edgeOf({ errorPages }))).toEqual(expected(0));
    expect(ofPages(withoutDomain({ errorPages }))).toEqual(expected(10));
  });
});

describe('P2.4: the static files', () => {
  test('pitfall 13: are read with a signature from the bucket of each region', () => {
    const access = expect.stringMatching(/^\$\{aws_cloudfront_origin_access_control\..+\.id\}$/) as string;

    expect(one(edge, 'aws_cloudfront_origin_access_control')).toMatchObject({
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
    expect((distribution['origin'] as Attributes[]).slice(0, 2)).toEqual([
      expect.objectContaining({
        origin_id: 'static-files',
        domain_name: read('primary', 'bucketDomainName'),
        origin_access_control_id: access,
      }),
      expect.objectContaining({
        origin_id: 'static-files-dr',
        domain_name: read('dr', 'bucketDomainName'),
        origin_access_control_id: access,
      }),
    ]);
  });

  test('come from the DR region if the other bucket fails, and not if a file is missing', () => {
    expect(distribution['origin_group']).toEqual([
      {
        origin_id: 'static-files-of-both-regions',
        failover_criteria: { status_codes: [500, 502, 503, 504] },
        member: [{ origin_id: 'static-files' }, { origin_id: 'static-files-dr' }],
      },
    ]);
    expect(distribution).toMatchObject({
      default_root_object: 'index.html',
      default_cache_behavior: {
        target_origin_id: 'static-files-of-both-regions',
        allowed_methods: ['GET', 'HEAD', 'OPTIONS'],
        cache_policy_id: managed.optimized,
        compress: true,
      },
    });
  });

  test('come from one bucket, without a group, if only one region has them', () => {
    const alone = edgeOf({}, {}, {});
    const single = stackOf(EdgeStack, 'edge', 'global', { edge: {} }, {
      apps: { 'dr-region': { 'static-assets': null } },
    } as never);

    expect(distributionOf(alone)['origin_group']).toHaveLength(1);
    expect(distributionOf(single)).toMatchObject({
      origin_group: [],
      default_cache_behavior: { target_origin_id: 'static-files' },
    });
    expect(Object.keys(single.data['aws_ssm_parameter'] ?? {})).toEqual([
      'consume-static-assets-primary-bucketDomainName',
    ]);
  });
});

describe('P2.4: the API', () => {
  const [behavior = {}] = distribution['ordered_cache_behavior'] as Attributes[];
  const origin = (distribution['origin'] as Attributes[]).find(({ origin_id: id }) => id === 'api') ?? {};

  test('has a name that DNS moves, and is reached with TLS 1.2 only', () => {
    expect(origin).toMatchObject({
      domain_name: `origin.${domain}`,
      custom_origin_config: { origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] },
    });
  });

  test('pitfall 44: is in no origin group, which would fail over no POST', () => {
    expect(behavior['target_origin_id']).toBe('api');
    expect(JSON.stringify(distribution['origin_group'])).not.toContain('"api"');
  });

  test('gets every method and everything that the user sent, and nothing of it is kept', () => {
    expect(behavior).toMatchObject({
      path_pattern: '/api/*',
      allowed_methods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
      cache_policy_id: managed.disabled,
      origin_request_policy_id: managed.allViewer,
    });
  });

  test('no secret is in the configuration: no origin gets a header', () => {
    for (const each of distribution['origin'] as Attributes[])
      expect(each).not.toHaveProperty('custom_header');
  });

  test('answers every request if there are no static files', () => {
    const alone = stackOf(
      EdgeStack,
      'edge',
      'global',
      { edge: { logRetentionDays: 365 } },
      { preset: 'saas' },
    );

    expect(distributionOf(alone)).toMatchObject({
      origin: [{ origin_id: 'api' }],
      default_cache_behavior: { target_origin_id: 'api', cache_policy_id: managed.disabled },
    });
    expect(distributionOf(alone)).not.toHaveProperty('ordered_cache_behavior');
    expect(resourcesOf(alone, 'aws_cloudfront_origin_access_control')).toEqual([]);
  });
});

describe('P2.4: without a domain', () => {
  test('CloudFront serves the static files with its own name and certificate', () => {
    const alone = withoutDomain();

    expect(distributionOf(alone)).toMatchObject({
      aliases: [],
      viewer_certificate: { cloudfront_default_certificate: true },
      default_cache_behavior: { target_origin_id: 'static-files-of-both-regions' },
      ordered_cache_behavior: [],
    });
    expect(resourcesOf(alone, 'aws_acm_certificate')).toEqual([]);
  });

  test('the API has the name that somebody else gave it, and hears that name', () => {
    const named = distributionOf(withoutDomain({ originDomainName: 'lb.partner.org' }));

    expect(named['origin']).toContainEqual(
      expect.objectContaining({ origin_id: 'api', domain_name: 'lb.partner.org' }),
    );
    expect(named['ordered_cache_behavior']).toMatchObject([
      { origin_request_policy_id: managed.allViewerExceptHost },
    ]);
  });
});

describe('P2.4: the firewall', () => {
  test('has the rules of AWS and a limit, the cheap ones first, each with a priority of its own', () => {
    expect(rulesOf(edge).map(({ name, priority }) => [priority, name])).toEqual([
      [0, 'requests-per-address'],
      [1, 'AWSManagedRulesAmazonIpReputationList'],
      [2, 'AWSManagedRulesCommonRuleSet'],
      [3, 'AWSManagedRulesKnownBadInputsRuleSet'],
      [4, 'AWSManagedRulesSQLiRuleSet'],
    ]);
    expect(distribution['web_acl_id']).toMatch(/^\$\{aws_wafv2_web_acl\..+\.arn\}$/);
  });

  test('refuses with 429 who sends too much in five minutes', () => {
    expect(ruleOf(edgeOf({ requestsPerAddress: 500 }), 'requests-per-address')).toMatchObject({
      action: { block: { custom_response: { response_code: 429 } } },
      statement: {
        rate_based_statement: { aggregate_key_type: 'IP', limit: 500, evaluation_window_sec: 300 },
      },
    });
  });

  test('counts large bodies where the firewall of the load balancers counts them, and blocks them otherwise', () => {
    const overrides = (terraform: Terraform) =>
      JSON.stringify(ruleOf(terraform, 'AWSManagedRulesCommonRuleSet')?.['statement']);

    expect(overrides(edge)).toContain('"name":"SizeRestrictions_BODY"');
    expect(
      overrides(
        edgeOf(
          {},
          { apps: { 'app-platform': { service: { loadBalancer: { sizeRestrictionsBody: 'block' } } } } },
        ),
      ),
    ).not.toContain('SizeRestrictions_BODY');
  });

  test('refuses countries and networks, and changes of a list never delete a set that is in use', () => {
    const strict = edgeOf({ allowedCountries: ['DE'], blockedIpRanges: ['203.0.113.0/24', '2001:db8::/32'] });

    expect(
      rulesOf(strict)
        .map(({ name }) => name)
        .slice(0, 3),
    ).toEqual(['blocked-networks-0', 'blocked-networks-1', 'other-countries']);
    expect(ruleOf(strict, 'other-countries')).toMatchObject({
      action: { block: {} },
      statement: { not_statement: { statement: { geo_match_statement: { country_codes: ['DE'] } } } },
    });
    expect(ruleOf(edgeOf({ blockedCountries: ['KP'] }), 'blocked-countries')).toMatchObject({
      statement: { geo_match_statement: { country_codes: ['KP'] } },
    });
    expect(Object.keys(byName(strict, 'aws_wafv2_ip_set'))).toEqual(
      Object.keys(byName(edge, 'aws_wafv2_ip_set')),
    );
  });

  test('P2.1: lets only the networks of the environment in, and these over IPv4 only', () => {
    const narrow = edgeOf({}, { allowedIpRanges: ['203.0.113.0/24'] });

    expect(rulesOf(narrow)[0]).toMatchObject({
      name: 'other-networks',
      action: { block: {} },
      statement: { not_statement: { statement: { ip_set_reference_statement: {} } } },
    });
    expect(byName(narrow, 'aws_wafv2_ip_set')['firewall_allowed']).toMatchObject({
      addresses: ['203.0.113.0/24'],
      ip_address_version: 'IPV4',
    });
    expect(distributionOf(narrow)['is_ipv6_enabled']).toBe(false);
  });
});

describe('P2.4: the logs', () => {
  test('pitfall 15: the firewall logs to the name that WAF requires, without what authenticates a user or may name a patient', () => {
    const headers = ['authorization', 'cookie', 'referer'];

    expect(byName(edge, 'aws_cloudwatch_log_group')['logs_firewall']).toMatchObject({
      name: 'aws-waf-logs-bulkhead-test-edge',
      retention_in_days: 365,
    });
    expect(one(edge, 'aws_wafv2_web_acl_logging_configuration')).toMatchObject({
      redacted_fields: [...headers.map((name) => ({ single_header: { name } })), { query_string: {} }],
    });
    expect(one(edge, 'aws_wafv2_web_acl')['data_protection_config']).toMatchObject({
      data_protection: [
        { field_type: 'SINGLE_HEADER', field_keys: headers },
        { field_type: 'QUERY_STRING' },
        { field_type: 'BODY' },
      ].map((field) => ({ action: 'SUBSTITUTION', field })),
    });
  });

  test('CloudFront logs every request to the log group of the stack, without queries, cookies and referrers', () => {
    const fields = one(edge, 'aws_cloudwatch_log_delivery')['record_fields'] as string[];

    expect(one(edge, 'aws_cloudwatch_log_delivery_source')).toMatchObject({ log_type: 'ACCESS_LOGS' });
    expect(one(edge, 'aws_cloudwatch_log_delivery_destination')).toMatchObject({ output_format: 'json' });
    expect(fields).toEqual(expect.arrayContaining(['c-ip', 'cs-method', 'cs-uri-stem', 'sc-status']));
    for (const left of ['cs-uri-query', 'cs(Cookie)', 'cs(Referer)']) expect(fields).not.toContain(left);
  });

  test('P4.6: are kept with the distribution in a protected environment, and go in another one', () => {
    const kept = (terraform: Terraform) =>
      [...resourcesOf(terraform, 'aws_cloudwatch_log_group'), distributionOf(terraform)].map(
        ({ lifecycle }) => (lifecycle as Attributes)['prevent_destroy'],
      );

    expect(kept(edge)).toEqual([true, true, true]);
    expect(kept(edgeOf({}, { protected: false }))).toEqual([false, false, false]);
  });
});

describe('P2.4: own policies', () => {
  const contentSecurityPolicy = "default-src 'self'";

  test('a policy of the environment has the headers of AWS and one more', () => {
    const own = edgeOf({ contentSecurityPolicy });

    expect(one(own, 'aws_cloudfront_response_headers_policy')['security_headers_config']).toMatchObject({
      content_security_policy: { content_security_policy: contentSecurityPolicy },
      content_type_options: {},
      frame_options: {},
      referrer_policy: {},
      strict_transport_security: { access_control_max_age_sec: 31_536_000 },
    });
    expect(resourcesOf(edge, 'aws_cloudfront_response_headers_policy')).toEqual([]);
  });

  test('on the emulator, which has none, the distribution says that its policy is left out', () => {
    const local = edgeOf({ contentSecurityPolicy }, { target: 'emulator', account: '123456789012' });

    expect(resourcesOf(local, 'aws_cloudfront_response_headers_policy')).toEqual([]);
    expect(distributionOf(local)['default_cache_behavior']).toMatchObject({
      response_headers_policy_id: 'left-out',
    });
  });
});

describe('P2.4: a staging distribution', () => {
  const staging = { trafficPercent: 5, apiPaths: ['/v2/*'] };
  const trying = edgeOf({ httpVersion: 'http2', staging });
  const second = distributionOf(trying, 'staging_distribution');

  test('has what the first one has, the change, and no public name', () => {
    const { ordered_cache_behavior: tried, ...rest } = second;
    const first = distributionOf(trying);

    expect(rest).toMatchObject({ staging: true, aliases: [] });
    expect(tried).toMatchObject([{ path_pattern: '/v2/*', target_origin_id: 'api' }]);
    for (const same of ['origin', 'origin_group', 'viewer_certificate', 'web_acl_id', 'price_class'])
      expect(rest[same]).toEqual(first[same]);
  });

  test('serves nobody any more before it is taken out, and the first one is as a person leaves it: without a policy', () => {
    const over = edgeOf({ httpVersion: 'http2', staging: { ...staging, ended: true } });

    expect(one(over, 'aws_cloudfront_continuous_deployment_policy')['enabled']).toBe(false);
    expect(distributionOf(over)['continuous_deployment_policy_id']).toBe('');
    expect(distribution['continuous_deployment_policy_id']).toBe('');
    expect(one(trying, 'aws_cloudfront_continuous_deployment_policy')['enabled']).toBe(true);
  });

  test('gets its share of the users, and each user stays with one distribution', () => {
    expect(one(trying, 'aws_cloudfront_continuous_deployment_policy')['traffic_config']).toMatchObject([
      {
        type: 'SingleWeight',
        single_weight_config: [
          { weight: 0.05, session_stickiness_config: [{ idle_ttl: 3600, maximum_ttl: 3600 }] },
        ],
      },
    ]);
    expect(distributionOf(trying)['continuous_deployment_policy_id']).toMatch(
      /^\$\{aws_cloudfront_continuous_deployment_policy\./,
    );
  });

  test('P4.6: other tags make another delivery, since CloudWatch Logs refuses to change one', () => {
    const destinationOf = (more: object) =>
      one(edgeOf({}, more), 'aws_cloudwatch_log_delivery_destination')['name'];

    expect(destinationOf({})).toBe(destinationOf({}));
    expect(destinationOf({ costCentre: 'research' })).not.toBe(destinationOf({}));
  });

  test('logs its requests too', () => {
    expect(resourcesOf(trying, 'aws_cloudwatch_log_delivery')).toHaveLength(2);
  });
});

test('P1.7: without a domain, there is no certificate to publish', () => {
  const published = resourcesOf(withoutDomain(), 'aws_ssm_parameter').map((each) => each['name']);

  expect(published).not.toEqual([]);
  expect(published).not.toContain('/bulkhead/test/edge-certificate/arn');
});

test('P2.4: the distribution is published for records and monitoring, and everything declared is used', () => {
  const context = contextOf('edge', 'global', {});
  const terraform = terraformOf(EdgeStack, context);
  const published = resourcesOf(terraform, 'aws_ssm_parameter').map((each) => each['name']);

  expect(published).toEqual(
    [
      'edge/accessLogGroupName',
      'edge-certificate/arn',
      'edge/distributionArn',
      'edge/distributionDomainName',
      'edge/distributionId',
      'edge/distributionZoneId',
      'edge/firewallLogGroupName',
      'edge/webAclArn',
      'edge/webAclName',
    ].map((path) => `/bulkhead/test/${path}`),
  );
  expect(() => context.requireEverythingDeclaredUsed()).not.toThrow();
});
