import { type ServiceMetrics } from './service-metrics';

const perLoadBalancer = ['LoadBalancer', 'AvailabilityZone LoadBalancer'];
const perTargetGroup = ['LoadBalancer TargetGroup', 'AvailabilityZone LoadBalancer TargetGroup'];

/** CloudFront and Route 53 publish in this region, wherever the alarm is. */
const globalRegion = 'us-east-1';

/** What requests pass, and the names and certificates on their way. */
export const traffic: readonly ServiceMetrics[] = [
  {
    namespace: 'AWS/ApplicationELB',
    sources: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    ],
    everySeconds: 60,
    groups: [
      {
        names:
          'ActiveConnectionCount ClientTLSNegotiationErrorCount DesyncMitigationMode_NonCompliant_Request_Count DroppedInvalidHeaderRequestCount ForwardedInvalidHeaderRequestCount GrpcRequestCount HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count HTTPCode_ELB_500_Count HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count HTTPCode_ELB_504_Count HTTPCode_ELB_5XX_Count HTTP_Fixed_Response_Count HTTP_Redirect_Count HTTP_Redirect_Url_Limit_Exceeded_Count IPv6ProcessedBytes IPv6RequestCount NewConnectionCount NonStickyRequestCount ProcessedBytes RejectedConnectionCount',
        dimensions: perLoadBalancer,
      },
      {
        names:
          'ELBAuthError ELBAuthFailure ELBAuthLatency ELBAuthRefreshTokenSuccess ELBAuthSuccess ELBAuthUserClaimsSizeExceeded',
        dimensions: perLoadBalancer,
      },
      {
        names: 'ConsumedLCUs LambdaTargetProcessedBytes PeakLCUs RuleEvaluations',
        dimensions: ['LoadBalancer'],
      },
      {
        names: 'LambdaInternalError LambdaUserError',
        dimensions: ['TargetGroup', 'LoadBalancer TargetGroup'],
      },
      {
        names:
          'HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count HTTPCode_Target_5XX_Count RequestCount TargetConnectionErrorCount TargetResponseTime TargetTLSNegotiationErrorCount',
        dimensions: [...perLoadBalancer, ...perTargetGroup],
      },
      {
        names:
          'AnomalousHostCount HealthyHostCount HealthyStateDNS HealthyStateRouting MitigatedHostCount UnHealthyHostCount UnhealthyRoutingRequestCount UnhealthyStateDNS UnhealthyStateRouting',
        dimensions: perTargetGroup,
      },
      {
        names: 'RequestCountPerTarget',
        dimensions: ['TargetGroup', 'AvailabilityZone TargetGroup', ...perTargetGroup],
      },
    ],
  },
  {
    namespace: 'AWS/NATGateway',
    sources: ['https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'ActiveConnectionCount BytesInFromDestination BytesInFromSource BytesOutToDestination BytesOutToSource ConnectionAttemptCount ConnectionEstablishedCount ErrorPortAllocation IdleTimeoutCount PacketsDropCount PacketsInFromDestination PacketsInFromSource PacketsOutToDestination PacketsOutToSource PeakBytesPerSecond PeakPacketsPerSecond',
        dimensions: ['NatGatewayId'],
      },
    ],
  },
  {
    // Of interface endpoints.
    namespace: 'AWS/PrivateLinkEndpoints',
    sources: ['https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html'],
    everySeconds: 60,
    groups: [
      {
        names: 'ActiveConnections BytesProcessed NewConnections PacketsDropped RstPacketsReceived',
        dimensions: [
          ['Endpoint Type', 'Service Name', 'VPC Endpoint Id', 'VPC Id'],
          ['Endpoint Type', 'Service Name', 'Subnet Id', 'VPC Endpoint Id', 'VPC Id'],
        ],
      },
    ],
  },
  {
    namespace: 'AWS/CertificateManager',
    sources: ['https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html'],
    // Twice a day.
    everySeconds: 43_200,
    groups: [{ names: 'DaysToExpiry', dimensions: ['CertificateArn'] }],
  },
  {
    namespace: 'AWS/WAFV2',
    sources: ['https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html'],
    everySeconds: 60,
    groups: [
      {
        names:
          'AllowedRequests BlockedRequests CaptchaRequests ChallengeRequests CountedRequests PassedRequests RequestsWithValidCaptchaToken RequestsWithValidChallengeToken',
        // A web ACL of a distribution has no Region.
        dimensions: ['Region Rule WebACL', 'Rule WebACL', 'Region Rule RuleGroup', 'Rule RuleGroup'],
      },
    ],
  },
  {
    namespace: 'AWS/CloudFront',
    sources: [
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html',
    ],
    everySeconds: 60,
    onlyIn: globalRegion,
    groups: [
      {
        names:
          '401ErrorRate 403ErrorRate 404ErrorRate 4xxErrorRate 502ErrorRate 503ErrorRate 504ErrorRate 5xxErrorRate BytesDownloaded BytesUploaded CacheHitRate OriginLatency Requests TotalErrorRate',
        dimensions: ['DistributionId Region'],
      },
    ],
  },
  {
    namespace: 'AWS/Route53',
    sources: [
      'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html',
      'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-hosted-zones-with-cloudwatch.html',
    ],
    everySeconds: 60,
    onlyIn: globalRegion,
    groups: [
      {
        names: 'ChildHealthCheckHealthyCount HealthCheckPercentageHealthy HealthCheckStatus',
        dimensions: ['HealthCheckId'],
      },
      {
        names: 'ConnectionTime SSLHandshakeTime TimeToFirstByte',
        dimensions: ['HealthCheckId', 'HealthCheckId Region'],
      },
      { names: 'DNSQueries', dimensions: ['HostedZoneId'] },
    ],
  },
];
