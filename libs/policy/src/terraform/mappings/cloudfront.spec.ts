import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a distribution with a bucket behind it is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudfront_distribution: {
      main: {
        enabled: true,
        aliases: ['www.example.org'],
        is_ipv6_enabled: true,
        web_acl_id: 'arn:acl',
        origin: [
          {
            origin_id: 'bucket',
            domain_name: 'data.s3.us-east-1.amazonaws.com',
            origin_access_control_id: '${aws_cloudfront_origin_access_control.main.id}',
          },
          {
            origin_id: 'service',
            domain_name: 'service.example.org',
            custom_origin_config: {
              http_port: 80,
              https_port: 443,
              origin_protocol_policy: 'https-only',
              origin_ssl_protocols: ['TLSv1.2'],
            },
          },
        ],
        origin_group: [
          {
            origin_id: 'failover',
            failover_criteria: { status_codes: [500, 503] },
            member: [{ origin_id: 'service' }, { origin_id: 'bucket' }],
          },
        ],
        default_cache_behavior: {
          target_origin_id: 'failover',
          viewer_protocol_policy: 'redirect-to-https',
          allowed_methods: ['GET', 'HEAD'],
          cached_methods: ['GET', 'HEAD'],
          cache_policy_id: 'policy',
        },
        logging_config: { bucket: 'logs.s3.amazonaws.com', prefix: 'cdn/' },
        restrictions: { geo_restriction: { restriction_type: 'whitelist', locations: ['US'] } },
        viewer_certificate: {
          acm_certificate_arn: 'arn:certificate',
          minimum_protocol_version: 'TLSv1.2_2021',
          ssl_support_method: 'sni-only',
        },
        wait_for_deployment: false,
      },
    },
    aws_cloudfront_origin_access_control: {
      main: {
        name: 'main',
        origin_access_control_origin_type: 's3',
        signing_behavior: 'always',
        signing_protocol: 'sigv4',
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudfrontDistributionMain: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Enabled: true,
            Aliases: ['www.example.org'],
            IPV6Enabled: true,
            WebACLId: 'arn:acl',
            Origins: [
              {
                Id: 'bucket',
                DomainName: 'data.s3.us-east-1.amazonaws.com',
                OriginAccessControlId: { Ref: 'CloudfrontOriginAccessControlMain' },
              },
              {
                Id: 'service',
                DomainName: 'service.example.org',
                CustomOriginConfig: {
                  HTTPPort: 80,
                  HTTPSPort: 443,
                  OriginProtocolPolicy: 'https-only',
                  OriginSSLProtocols: ['TLSv1.2'],
                },
              },
            ],
            OriginGroups: {
              Quantity: 1,
              Items: [
                {
                  Id: 'failover',
                  FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [500, 503] } },
                  Members: { Quantity: 2, Items: [{ OriginId: 'service' }, { OriginId: 'bucket' }] },
                },
              ],
            },
            DefaultCacheBehavior: {
              TargetOriginId: 'failover',
              ViewerProtocolPolicy: 'redirect-to-https',
              AllowedMethods: ['GET', 'HEAD'],
              CachedMethods: ['GET', 'HEAD'],
              CachePolicyId: 'policy',
            },
            Logging: { Bucket: 'logs.s3.amazonaws.com', Prefix: 'cdn/' },
            Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['US'] } },
            ViewerCertificate: {
              AcmCertificateArn: 'arn:certificate',
              MinimumProtocolVersion: 'TLSv1.2_2021',
              SslSupportMethod: 'sni-only',
            },
          },
        },
      },
      CloudfrontOriginAccessControlMain: {
        Type: 'AWS::CloudFront::OriginAccessControl',
        Properties: {
          OriginAccessControlConfig: {
            Name: 'main',
            OriginAccessControlOriginType: 's3',
            SigningBehavior: 'always',
            SigningProtocol: 'sigv4',
          },
        },
      },
    }),
  );
});

test('a change that a part of the users gets, with headers of its own, is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_cloudfront_continuous_deployment_policy: {
      main: {
        enabled: true,
        staging_distribution_dns_names: [{ items: ['d1.cloudfront.net'], quantity: 1 }],
        traffic_config: [
          {
            type: 'SingleWeight',
            single_weight_config: [
              { weight: 0.05, session_stickiness_config: [{ idle_ttl: 300, maximum_ttl: 600 }] },
            ],
          },
        ],
      },
    },
    aws_cloudfront_response_headers_policy: {
      main: {
        name: 'main',
        security_headers_config: {
          content_security_policy: { content_security_policy: "default-src 'self'", override: false },
          strict_transport_security: { access_control_max_age_sec: 60, override: true },
          xss_protection: { protection: true, mode_block: true, override: false },
        },
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      CloudfrontContinuousDeploymentPolicyMain: {
        Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
        Properties: {
          ContinuousDeploymentPolicyConfig: {
            Enabled: true,
            StagingDistributionDnsNames: ['d1.cloudfront.net'],
            TrafficConfig: {
              Type: 'SingleWeight',
              SingleWeightConfig: {
                Weight: 0.05,
                SessionStickinessConfig: { IdleTTL: 300, MaximumTTL: 600 },
              },
            },
          },
        },
      },
      CloudfrontResponseHeadersPolicyMain: {
        Type: 'AWS::CloudFront::ResponseHeadersPolicy',
        Properties: {
          ResponseHeadersPolicyConfig: {
            Name: 'main',
            SecurityHeadersConfig: {
              ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: false },
              StrictTransportSecurity: { AccessControlMaxAgeSec: 60, Override: true },
              XSSProtection: { Protection: true, ModeBlock: true, Override: false },
            },
          },
        },
      },
    }),
  );
});

test('an error that goes to the user as it is has neither a page nor a status in CloudFormation', () => {
  const terraform = definedByTerraform({
    aws_cloudfront_distribution: {
      main: {
        enabled: true,
        custom_error_response: [
          { error_code: 502, error_caching_min_ttl: 0, response_code: 0, response_page_path: '' },
          { error_code: 503, error_caching_min_ttl: 0, response_code: 200, response_page_path: '/503.html' },
        ],
      },
    },
  });

  expect(JSON.stringify(terraform)).toContain(
    JSON.stringify([
      { ErrorCode: 502, ErrorCachingMinTTL: 0 },
      { ErrorCode: 503, ErrorCachingMinTTL: 0, ResponseCode: 200, ResponsePagePath: '/503.html' },
    ]),
  );
});
