/**
 * Policies that AWS manages. They have the same id in every account, and are nobody's resource.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
export const cachePolicies = {
  /** Keeps what the origin allows, a day by default, whatever the query, the cookies and the headers are. */
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  /** Keeps nothing. */
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
} as const;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const originRequestPolicies = {
  /** The origin gets everything that the user sent, and the name that the user typed. */
  allViewer: '216adef6-5c7f-47e4-b989-56492d6932ac',
  /** The origin gets everything that the user sent, and its own name. */
  allViewerExceptHost: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
} as const;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
export const responseHeadersPolicies = {
  /** Strict-Transport-Security for a year, X-Content-Type-Options, X-Frame-Options, Referrer-Policy, X-XSS-Protection. */
  securityHeaders: '67f7725c-6f97-4210-82d7-5512b31e9d03',
} as const;
