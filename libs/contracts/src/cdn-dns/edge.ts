import { contract, parameter } from '../contract';

const distributionArn = /arn:[^:]+:cloudfront::\d{12}:distribution\/[A-Z0-9]+/;
const logGroupName = /[\w./#-]{1,512}/;

/** The CloudFront distribution in front of the platform, for records that lead to it and for its monitoring. */
export const edge = contract('edge', {
  distributionId: parameter(/[A-Z0-9]+/, 'Id of the distribution'),
  distributionArn: parameter(distributionArn, 'ARN of the distribution'),
  distributionDomainName: parameter(
    /[a-z0-9-]+(\.[a-z0-9-]+)+/,
    'Name that CloudFront gave the distribution, as the target of an alias record',
  ),
  distributionZoneId: parameter(
    /Z[A-Z0-9]+/,
    'Hosted zone of that name, which is the same for every distribution',
  ),
  webAclArn: parameter(/arn:[^:]+:wafv2:[^,]+/, 'ARN of the web ACL, of scope CLOUDFRONT'),
  webAclName: parameter(/[\w-]{1,128}/, 'Name of the web ACL, as its metrics name it'),
  accessLogGroupName: parameter(logGroupName, 'Log group of the requests that CloudFront answered'),
  firewallLogGroupName: parameter(logGroupName, 'Log group of the requests that the web ACL evaluated'),
});
