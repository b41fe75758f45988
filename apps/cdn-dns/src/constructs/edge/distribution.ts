import {
  CloudfrontDistribution,
  type CloudfrontDistributionConfig,
  type CloudfrontDistributionCustomErrorResponse,
  type CloudfrontDistributionDefaultCacheBehavior,
} from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { suppress } from '@bulkhead/cdktf';
import { type EdgeSettings } from '@bulkhead/config';
import { type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';
import { cachePolicies, originRequestPolicies } from './managed-policies';
import { type Origins } from './origins';

export interface DistributionProps {
  readonly nameScope: NameScope;
  /** The purpose of the distribution, in the list of all distributions. */
  readonly comment: string;
  readonly settings: EdgeSettings;
  readonly origins: Origins;
  readonly responseHeadersPolicyId: string;
  readonly webAclArn: string;
  /**
   * Whether users may come over IPv6. The networks that alone may enter an environment are of IPv4, so that a user of such a
   * network would be refused over IPv6.
   */
  readonly isOpenToIpv6: boolean;
  /** The certificate of the public names. @default the name and the certificate of CloudFront */
  readonly certificateArn: string | undefined;
  /** The public names. A staging distribution has none. */
  readonly aliases: readonly string[];
  /** Whether this is the second distribution, which tries a change. @default false */
  readonly staging?: boolean;
  /** The policy by which a part of the users gets the staging distribution. @default nobody gets one */
  readonly continuousDeploymentPolicyId?: string;
  readonly isProtected: boolean;
}

/**
 * A distribution: which paths go to which origin, what is kept at the edge, and over which TLS it speaks.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-values-specify.html
 */
export class Distribution extends Construct {
  readonly distribution: CloudfrontDistribution;
  /** Its ARN, of what it is made of: the one that the emulator returns has a colon too few. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { settings, origins, certificateArn, aliases, staging = false, isProtected } = props;
    this.distribution = new CloudfrontDistribution(this, 'distribution', {
      comment: props.comment,
      enabled: true,
      isIpv6Enabled: props.isOpenToIpv6,
      httpVersion: settings.httpVersion,
      priceClass: settings.priceClass,
      aliases: [...aliases],
      viewerCertificate: viewerCertificate(certificateArn),
      webAclId: props.webAclArn,
      // Countries are a matter of the firewall, which logs what it refuses.
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      origin: origins.origins,
      originGroup: origins.originGroups,
      ...behaviors(props),
      customErrorResponse: errorResponses(settings.errorPages, origins.api !== undefined),
      staging,
      continuousDeploymentPolicyId: props.continuousDeploymentPolicyId,
      // Users may know the name that CloudFront gave it, and a new distribution has another one.
      lifecycle: { preventDestroy: isProtected },
    });
    this.arn = `arn:aws:cloudfront::${props.nameScope.account}:distribution/${this.distribution.id}`;
    if (certificateArn === undefined) {
      suppress(this.distribution, {
        rule: 'distribution-tls',
        reason:
          'The environment has no domain, so CloudFront serves with its own name and certificate, and fixes the oldest TLS version itself; there are only static files, or an API whose load balancers demand TLS 1.2.',
      });
    }
  }
}

/**
 * The newest policy that this version of the provider knows: TLS 1.2 and 1.3, with forward secrecy only.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 */
const minimumProtocolVersion = 'TLSv1.2_2021';

/**
 * The statuses that CloudFront keeps for ten seconds, whatever the cache policy says.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
 */
const keptErrors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/**
 * What takes the place of an error, and how long it stays at the edge. The error of an API is of one user and one query,
 * and an edge location knows neither of them: it would give the error to the next user of the path. So no error of an
 * API stays.
 */
function errorResponses(
  pages: EdgeSettings['errorPages'],
  hasApi: boolean,
): CloudfrontDistributionCustomErrorResponse[] {
  const withPage = pages.map(({ errorCode, responsePagePath, responseCode }) => ({
    errorCode,
    responsePagePath,
    responseCode: responseCode ?? errorCode,
    // An origin that answers again is noticed at once, or after these seconds.
    errorCachingMinTtl: hasApi ? 0 : 10,
  }));
  const withoutPage = keptErrors.filter((errorCode) => pages.every((page) => page.errorCode !== errorCode));
  return hasApi ? [...withPage, ...withoutPage.map(unkept)] : withPage;
}

function viewerCertificate(
  certificateArn: string | undefined,
): CloudfrontDistributionConfig['viewerCertificate'] {
  return certificateArn === undefined
    ? { cloudfrontDefaultCertificate: true }
    : { acmCertificateArn: certificateArn, sslSupportMethod: 'sni-only', minimumProtocolVersion };
}

/** An error that goes to the user as it is. CloudFront returns what is not set as empty, and the state has to say so, too. */
const unkept = (errorCode: number): CloudfrontDistributionCustomErrorResponse => ({
  errorCode,
  errorCachingMinTtl: 0,
  responseCode: 0,
  responsePagePath: '',
});

/** Where each path goes. Static files have every path that the API does not have. */
function behaviors({
  settings,
  origins,
  responseHeadersPolicyId,
  aliases,
  staging = false,
}: DistributionProps): Pick<
  CloudfrontDistributionConfig,
  'defaultCacheBehavior' | 'defaultRootObject' | 'orderedCacheBehavior'
> {
  const shared = { responseHeadersPolicyId, viewerProtocolPolicy: 'redirect-to-https' };
  const { staticFiles, api } = origins;
  const toApi = (targetOriginId: string): CloudfrontDistributionDefaultCacheBehavior => ({
    targetOriginId,
    ...shared,
    // A redirect comes after the client has sent its request in clear. The pages have the path of the people who type one.
    ...(staticFiles !== undefined && { viewerProtocolPolicy: 'https-only' }),
    allowedMethods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    cachedMethods: ['GET', 'HEAD'],
    // Answers of an API are of one user. What may be kept is a decision of an application, path by path.
    cachePolicyId: cachePolicies.disabled,
    // The certificate of the load balancers has the public names, but not the name that CloudFront gives.
    originRequestPolicyId:
      aliases.length > 0 || staging
        ? originRequestPolicies.allViewer
        : originRequestPolicies.allViewerExceptHost,
  });
  if (staticFiles === undefined) return { defaultCacheBehavior: toApi(api ?? '') };
  return {
    defaultRootObject: 'index.html',
    defaultCacheBehavior: {
      targetOriginId: staticFiles,
      ...shared,
      allowedMethods: ['GET', 'HEAD', 'OPTIONS'],
      cachedMethods: ['GET', 'HEAD'],
      compress: true,
      cachePolicyId: cachePolicies.optimized,
    },
    orderedCacheBehavior:
      api === undefined ? [] : settings.apiPaths.map((pathPattern) => ({ pathPattern, ...toApi(api) })),
  };
}
