import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a load balancer with listener and targets is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_lb: {
      main: {
        name: 'main',
        load_balancer_type: 'application',
        internal: true,
        subnets: ['subnet-1'],
        security_groups: ['sg-1'],
        access_logs: { bucket: 'logs', enabled: true },
        drop_invalid_header_fields: true,
        enable_deletion_protection: true,
      },
    },
    aws_lb_listener: {
      https: {
        load_balancer_arn: '${aws_lb.main.arn}',
        port: 443,
        protocol: 'HTTPS',
        ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        certificate_arn: 'arn:certificate',
        default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.app.arn}' }],
      },
      http: {
        load_balancer_arn: '${aws_lb.main.arn}',
        port: 80,
        protocol: 'HTTP',
        default_action: [
          { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', status_code: 'HTTP_301' } },
        ],
      },
    },
    aws_lb_target_group: {
      app: {
        port: 443,
        protocol: 'HTTPS',
        target_type: 'ip',
        vpc_id: 'vpc-1',
        deregistration_delay: '30',
        health_check: {
          path: '/health',
          protocol: 'HTTPS',
          matcher: '200',
          interval: 10,
          healthy_threshold: 2,
        },
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      LbMain: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: {
          Name: 'main',
          Type: 'application',
          Scheme: 'internal',
          Subnets: ['subnet-1'],
          SecurityGroups: ['sg-1'],
          LoadBalancerAttributes: [
            { Key: 'access_logs.s3.bucket', Value: 'logs' },
            { Key: 'access_logs.s3.enabled', Value: 'true' },
            { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
            { Key: 'deletion_protection.enabled', Value: 'true' },
          ],
        },
      },
      LbListenerHttps: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'LbMain' },
          Port: 443,
          Protocol: 'HTTPS',
          SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          Certificates: [{ CertificateArn: 'arn:certificate' }],
          DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'LbTargetGroupApp' } }],
        },
      },
      LbListenerHttp: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'LbMain' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [
            { Type: 'redirect', RedirectConfig: { Port: '443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' } },
          ],
        },
      },
      LbTargetGroupApp: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          Port: 443,
          Protocol: 'HTTPS',
          TargetType: 'ip',
          VpcId: 'vpc-1',
          TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '30' }],
          HealthCheckPath: '/health',
          HealthCheckProtocol: 'HTTPS',
          HealthCheckIntervalSeconds: 10,
          HealthyThresholdCount: 2,
          Matcher: { HttpCode: '200' },
        },
      },
    }),
  );
});

test('a rule of a listener is the same in both engines', () => {
  const terraform = definedByTerraform({
    aws_lb_listener_rule: {
      api: {
        listener_arn: 'arn:listener',
        priority: 10,
        action: [{ type: 'forward', target_group_arn: 'arn:targets' }],
        condition: [
          { path_pattern: { values: ['/api/*'] } },
          { http_header: { http_header_name: 'X-Origin', values: ['cdn'] } },
          { query_string: [{ key: 'v', value: '2' }], source_ip: { values: ['10.0.0.0/16'] } },
        ],
      },
    },
  });

  expect(terraform).toEqual(
    definedByCloudFormation({
      LbListenerRuleApi: {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: {
          ListenerArn: 'arn:listener',
          Priority: 10,
          Actions: [{ Type: 'forward', TargetGroupArn: 'arn:targets' }],
          Conditions: [
            { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } },
            { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Origin', Values: ['cdn'] } },
            { Field: 'query-string', QueryStringConfig: { Values: [{ Key: 'v', Value: '2' }] } },
            { Field: 'source-ip', SourceIpConfig: { Values: ['10.0.0.0/16'] } },
          ],
        },
      },
    }),
  );
});

test('an action may authenticate a user before the request passes', () => {
  const { LbListenerRuleApi } = definedByTerraform({
    aws_lb_listener_rule: {
      api: {
        listener_arn: 'arn:listener',
        condition: [{ host_header: { values: ['a.example.com'] } }],
        action: [
          {
            type: 'authenticate-cognito',
            authenticate_cognito: {
              user_pool_arn: 'arn:pool',
              user_pool_client_id: 'client',
              user_pool_domain: 'domain',
            },
          },
        ],
      },
    },
  });

  expect(LbListenerRuleApi?.Properties).toMatchObject({
    Actions: [
      {
        Type: 'authenticate-cognito',
        AuthenticateCognitoConfig: {
          UserPoolArn: 'arn:pool',
          UserPoolClientId: 'client',
          UserPoolDomain: 'domain',
        },
      },
    ],
  });
});
