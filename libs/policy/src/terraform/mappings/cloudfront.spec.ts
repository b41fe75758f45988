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
