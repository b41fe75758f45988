import { contract, parameter } from '../contract';

/** The CloudFront distribution in front of the platform, and its firewall. */
export const edge = contract('edge', {
  distributionId: parameter(/[A-Z0-9]{1,32}/, 'Id of the distribution'),
  distributionArn: parameter(
    /arn:[^:]+:cloudfront::\d{12}:distribution\/[A-Z0-9]+/,
    'ARN of the distribution',
  ),
  domainName: parameter(/[a-z0-9-]+(\.[a-z0-9-]+)+/, 'Host name that CloudFront gave the distribution'),
  hostedZoneId: parameter(/Z[A-Z0-9]+/, 'Hosted zone of that host name, which an alias record names'),
  webAclArn: parameter(
    /arn:[^:]+:wafv2:[a-z0-9-]+:\d{12}:global\/webacl\/.+/,
    'ARN of the web ACL in front of the distribution',
  ),
});
