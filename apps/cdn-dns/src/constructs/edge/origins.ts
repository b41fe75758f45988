import { type CloudfrontDistributionOrigin } from '@cdktf/provider-aws/lib/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control';
import { type ContractValues, type staticAssets } from '@bulkhead/contracts';
import { type NameScope, originAccessControlName } from '@bulkhead/naming';
import { Construct } from 'constructs';

/** The bucket of static files in a region. */
type StaticAssets = ContractValues<(typeof staticAssets)['parameters']>;

export interface OriginsProps {
  readonly nameScope: NameScope;
  /** The static files of each region, the preferred one first. Empty if the environment has none. */
  readonly staticAssets: readonly StaticAssets[];
  /** The name of the load balancers. @default the distribution has static files only */
  readonly apiDomainName: string | undefined;
}

/** The ids of origins, which cache behaviours name. */
const api = 'api';
const staticFiles = ['static-files', 'static-files-dr'] as const;
const staticFilesOfBothRegions = 'static-files-of-both-regions';

/**
 * What CloudFront fetches from: the buckets of static files, and the load balancers by a name that DNS moves between the
 * regions.
 */
export class Origins extends Construct {
  /** The origins, always in the same order. */
  readonly origins: CloudfrontDistributionOrigin[];
  /** Both buckets as one target. Empty if there are not two. */
  readonly originGroups: {
    originId: string;
    failoverCriteria: { statusCodes: number[] };
    member: { originId: string }[];
  }[];
  /** Id of the target that has the static files. @default there are none */
  readonly staticFiles: string | undefined;
  /** Id of the target that is the API. @default there is none */
  readonly api: string | undefined;

  constructor(scope: Construct, id: string, props: OriginsProps) {
    super(scope, id);
    const { nameScope, staticAssets, apiDomainName } = props;
    const buckets = staticAssets.map(({ bucketDomainName }, index) =>
      bucketOrigin(staticFiles[index] ?? '', bucketDomainName),
    );
    if (buckets.length > 0) {
      const { id: originAccessControlId } = new CloudfrontOriginAccessControl(this, 'access-control', {
        name: originAccessControlName(nameScope, 'static-assets'),
        description: `Static files of Bulkhead environment ${nameScope.environment}`,
        originAccessControlOriginType: 's3',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      });
      buckets.forEach((bucket, index) => (buckets[index] = { ...bucket, originAccessControlId }));
    }
    this.origins = [...buckets, ...(apiDomainName === undefined ? [] : [apiOrigin(apiDomainName)])];
    this.originGroups = buckets.length > 1 ? [groupOf(buckets)] : [];
    this.staticFiles = this.originGroups[0]?.originId ?? buckets[0]?.originId;
    this.api = apiDomainName === undefined ? undefined : api;
  }
}

function bucketOrigin(originId: string, domainName: string): CloudfrontDistributionOrigin {
  // Two attempts of five seconds, instead of three of ten: the other region is asked half a minute earlier.
  return { originId, domainName, connectionAttempts: 2, connectionTimeout: 5 };
}

/**
 * The API is never in an origin group: a group fails over only GET, HEAD and OPTIONS, each request anew (pitfall 44). Its
 * failover is in the DNS.
 */
function apiOrigin(domainName: string): CloudfrontDistributionOrigin {
  return {
    originId: api,
    domainName,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: 'https-only',
      // The newest version that CloudFront speaks with an origin.
      originSslProtocols: ['TLSv1.2'],
      // Seconds. A load balancer closes an idle connection after 60, so CloudFront is the one that closes first.
      originKeepaliveTimeout: 30,
      originReadTimeout: 30,
    },
  };
}

/**
 * The second bucket answers if the first one cannot. A file that is missing is no reason: it is missing in both.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html
 */
function groupOf(buckets: readonly CloudfrontDistributionOrigin[]) {
  return {
    originId: staticFilesOfBothRegions,
    failoverCriteria: { statusCodes: [500, 502, 503, 504] },
    member: buckets.map(({ originId }) => ({ originId })),
  };
}
