/**
 * What AWS publishes about the time that things take, and the few assumptions where AWS publishes nothing. The pages
 * are of the Route 53 Developer Guide unless another guide is named.
 */

/**
 * Route 53 counts an endpoint as healthy while more than this share of its checkers does. "How Amazon Route 53
 * determines whether a health check is healthy": docs.aws.amazon.com/Route53/latest/DeveloperGuide/
 * dns-failover-determining-health-of-endpoints.html
 */
export const healthyCheckersShare = 0.18;

/**
 * A checker gives up if there is no connection after 4 s, or no status code 2 s after that; with a search string, if
 * the body is not there another 2 s later. A TCP check waits 10 s for the connection. The same page.
 */
export const timeLimitSeconds = { HTTP: 4 + 2, HTTP_STR_MATCH: 4 + 2 + 2, TCP: 10 } as const;

/**
 * The interval begins with the answer to the request before it, so each request that is not answered adds its time
 * limit to the interval. "Values that you specify when you create or update health checks", Request interval:
 * …/health-checks-creating-values.html
 */
export const intervalsSeconds: readonly number[] = [10, 30];

/** One to ten answers in a row. The same page, Failure threshold. */
export const mostFailures = 10;

/**
 * Until every DNS server of Route 53 answers by a new status. AWS says that checkers send statuses to all locations
 * "constantly", and gives no figure ("How Amazon Route 53 averts failover problems": …/dns-failover-problems.html). So
 * this is an assumption: one fast interval.
 */
export const propagationSeconds = 10;

/**
 * An alias takes the TTL of the load balancer, which is 60 s and cannot be set. "Choosing between alias and non-alias
 * records": …/resource-record-sets-choosing-alias-non-alias.html; "How Elastic Load Balancing works", Request routing,
 * of the Elastic Load Balancing User Guide.
 */
export const aliasTtlSeconds = 60;

/**
 * CloudWatch evaluates an alarm with a period of a minute or more once a minute. "Using Amazon CloudWatch alarms",
 * Evaluating an alarm, of the CloudWatch User Guide.
 */
export const alarmEvaluationSeconds = 60;

/**
 * Route 53 reads alarms of standard-resolution metrics with these statistics only. "Values that you specify when you
 * create or update health checks", Monitoring a CloudWatch alarm.
 */
export const alarmStatistics: readonly string[] = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount'];

/** The shortest period of a standard-resolution metric. "Metrics", Resolution, of the CloudWatch User Guide. */
export const shortestPeriodSeconds = 60;

/**
 * A load balancer has at least two zones. In the worst case, half of its addresses are in the zone that fails.
 * "Availability Zones for your Application Load Balancer", of the User Guide for Application Load Balancers.
 */
export const shareLeftByZone = 0.5;

/**
 * A target group that says nothing: every 30 s, a time limit of 5 s, two failures or five successes in a row.
 * "Health checks for Application Load Balancer target groups", of the same guide.
 */
export const targetGroupDefaults = {
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  UnhealthyThresholdCount: 2,
  HealthyThresholdCount: 5,
} as const;

/**
 * CloudFront asks the second origin of a group only for requests of these methods, and for each request anew.
 * "Optimize high availability with CloudFront origin failover", of the CloudFront Developer Guide.
 */
export const failoverMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** What a load balancer answers while its service fails: 500 of the service, 502 to 504 of its own. */
export const errorCodes: readonly number[] = [500, 502, 503, 504];
