import { z } from 'zod';
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

/**
 * A second distribution that gets a part of the users, to try a change.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/continuous-deployment.html
 */
const staging = z.strictObject({
  /** The part of the users that gets the staging distribution, in percent. CloudFront gives it at most 15. */
  trafficPercent: z.int().min(1).max(15),
});

/**
 * How the load balancers tell CloudFront from everybody else: by its addresses, and by a secret in a header.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
const originProtection = z.strictObject({
  /** Days after which the secret is replaced. Its predecessor stays valid until CloudFront sends the new one everywhere. */
  rotationDays: z.int().min(1).max(365).default(30),
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
    errorPages: z
      .array(errorPage)
      .superRefine((pages, refinement) => {
        pages.forEach(({ errorCode: code }, index) => {
          if (pages.findIndex(({ errorCode: other }) => other === code) === index) return;
          refinement.addIssue({
            code: 'custom',
            path: [index, 'errorCode'],
            params: { allowed: 'each one once' },
          });
        });
      })
      .default([]),
    /** Only CloudFront reaches the load balancers. @default everybody reaches them, through their own firewall */
    originProtection: originProtection.optional(),
    /**
     * Name of the load balancers in the DNS of somebody else, for an environment without a domain. The certificate of
     * the load balancers has to have this name, since CloudFront checks it. With a domain, the name is `origin.<domain>`.
     *
     * @default without a domain, the distribution has static files only
     */
    originDomainName: domainName.optional(),
    /** A second distribution, to try a change. @default none */
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
