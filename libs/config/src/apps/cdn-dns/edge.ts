import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { retention } from '../../values/retention';
import { text } from '../../values/text';
import { countries } from './countries';
import { domainName } from './domain-name';
import { ipSetRanges } from './ip-set-ranges';

/**
 * The statuses that CloudFront can answer with a page of its own.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
const errorCodes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] as const;

const errorPage = z.strictObject({
  /** The status of the origin, or of CloudFront if the origin did not answer. */
  errorCode: z.literal([...errorCodes]),
  /** Path of the page among the static files, such as `/errors/502.html`. */
  responsePagePath: text(/^\/[\w./-]{1,254}$/, 'a path such as /errors/502.html'),
  /**
   * The status that the user gets with the page.
   *
   * @default the status of the origin
   */
  responseCode: z.literal([200, ...errorCodes]).optional(),
});

const errorPages = z.array(errorPage).superRefine((pages, refinement) => {
  pages.forEach(({ errorCode: code }, index) => {
    if (pages.findIndex(({ errorCode: other }) => other === code) === index) return;
    refinement.addIssue({ code: 'custom', path: [index, 'errorCode'], params: { allowed: 'each one once' } });
  });
});

/**
 * The value of a header. CloudFront accepts printable characters of ASCII.
 * https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ResponseHeadersPolicyContentSecurityPolicy.html
 */
const contentSecurityPolicy = text(
  /^[\x20-\x7e]{1,1783}$/,
  "directives such as default-src 'self'; img-src 'self' data:",
);

/**
 * Paths, as CloudFront compares them: `*` is any text, and `?` any character.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
const apiPaths = z
  .array(text(/^\/[A-Za-z0-9_\-.*$/~"'@:+&?]{0,254}$/, 'a path pattern such as /api/*'))
  .min(1)
  .max(20)
  .superRefine(eachOnce);

/**
 * A second distribution that gets a part of the users, to try a change. It has the settings of the first one, and other
 * values for some of them. To keep a change, move its value to the first distribution.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html
 */
const staging = z
  .strictObject({
    /** The part of the users that gets the staging distribution, in percent. CloudFront gives it at most 15. */
    trafficPercent: z.int().min(1).max(15),
    /**
     * Whether the try is over, so that no user gets the staging distribution. Set it for one deploy before `staging` is
     * taken out: CloudFront deletes no policy that a distribution has.
     */
    ended: z.boolean().default(false),
    /** The policy to try. @default the policy of the first distribution */
    contentSecurityPolicy: contentSecurityPolicy.optional(),
    /** The paths to try. @default the paths of the first distribution */
    apiPaths: apiPaths.optional(),
    /** The pages to try. @default the pages of the first distribution */
    errorPages: errorPages.optional(),
  })
  .refine((given) => [given.contentSecurityPolicy, given.apiPaths, given.errorPages].some(Boolean), {
    params: {
      allowed:
        'a change to try beside trafficPercent: contentSecurityPolicy, apiPaths or errorPages. CloudFront tries no certificate, TLS version, firewall or price class',
    },
  });

/** Settings of `cdn-dns`, stack `edge`: the CloudFront distribution and its firewall. */
export const edgeSchema = z
  .strictObject({
    /**
     * The edge locations that serve. Requests of other places take a longer way.
     * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html
     */
    priceClass: z.enum(['PriceClass_100', 'PriceClass_200', 'PriceClass_All']).default('PriceClass_All'),
    /** The newest version of HTTP that users may speak. */
    httpVersion: z.enum(['http2', 'http2and3']).default('http2and3'),
    /**
     * How many requests one address may send in five minutes. The next request is refused.
     * https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html
     */
    requestsPerAddress: z.int().min(10).max(2_000_000_000).default(2000),
    /** Only requests from these countries pass. @default every country */
    allowedCountries: countries.optional(),
    /** No request from these countries passes. @default every country passes */
    blockedCountries: countries.optional(),
    /**
     * Networks whose requests are refused. Networks that alone may enter are in `allowedIpRanges` of the environment.
     *
     * @default no network
     */
    blockedIpRanges: ipSetRanges.optional(),
    /** How long the logs of requests and of the firewall are kept, in days. */
    logRetentionDays: retention,
    /** Pages instead of errors. @default the errors themselves */
    errorPages: errorPages.default([]),
    /**
     * Whether only CloudFront reaches the load balancers, and the health checks of Route 53. The security group of the
     * load balancers knows both by their addresses.
     * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/LocationsOfEdgeServers.html
     *
     * @change an interruption, if users do not come through CloudFront yet: the README of `cdn-dns` has the order
     */
    originProtection: z.boolean().default(true),
    /**
     * Requests for these paths go to the API, and all others to the static files. Without static files, every request
     * goes to the API.
     */
    apiPaths: apiPaths.default(['/api/*']),
    /**
     * The value of the header Content-Security-Policy, which every answer gets.
     *
     * @default only the security headers that AWS recommends
     */
    contentSecurityPolicy: contentSecurityPolicy.optional(),
    /**
     * Name of the load balancers in the DNS of somebody else, for an environment without a domain. The certificate of
     * the load balancers has to have this name, since CloudFront checks it. With a domain, the name is `origin.<domain>`.
     *
     * @default without a domain, the distribution has static files only
     */
    originDomainName: domainName.optional(),
    /**
     * A second distribution, to try a change. Add it after the first deploy: CloudFront refuses it together with a new
     * distribution.
     *
     * @default none
     */
    staging: staging.optional(),
  })
  .superRefine(({ allowedCountries, blockedCountries, httpVersion, staging: second }, refinement) => {
    const complain = (path: string, allowed: string) =>
      refinement.addIssue({ code: 'custom', path: [path], params: { allowed } });
    if (allowedCountries && blockedCountries)
      complain(
        'blockedCountries',
        'none with allowedCountries: a country that is not allowed is blocked already',
      );
    if (second && httpVersion === 'http2and3')
      complain('httpVersion', 'http2 with staging: CloudFront tries no change on a distribution with HTTP/3');
  });

export type EdgeSettings = z.infer<typeof edgeSchema>;
