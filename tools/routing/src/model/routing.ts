/** The model that the simulator works on: what the synthesized stacks say of records, checks and the distribution. */

import { type Comparison } from '@bulkhead/alarms/comparisons';

/** A region that serves. Nothing of the role `global` serves requests of the API. */
export type Role = 'primary' | 'dr';

/** Where something of a health check is: in a region that serves, or in another one. */
export type Place = Role | 'elsewhere';

/** What a name or an origin leads to. */
export type Target =
  | { readonly type: 'load-balancer'; readonly region: Role }
  | { readonly type: 'bucket'; readonly region: Role }
  | { readonly type: 'distribution' }
  | { readonly type: 'name'; readonly name: string };

export type Policy =
  | { readonly type: 'simple' }
  | { readonly type: 'failover'; readonly place: 'PRIMARY' | 'SECONDARY' }
  | { readonly type: 'latency'; readonly region: Role }
  | { readonly type: 'weighted'; readonly weight: number };

/** One record of Route 53. */
export interface DnsRecord {
  /** Terraform address. */
  readonly address: string;
  readonly policy: Policy;
  readonly target: Target;
  /** For an alias, whether Route 53 also asks for the health of its target. */
  readonly evaluatesTarget: boolean;
  /** Address of the health check. @default none: always healthy as far as checks go */
  readonly healthCheck?: string;
  /** How long a resolver may keep the answer, in seconds. */
  readonly ttlSeconds: number;
}

/** The records that Route 53 chooses among for one name. */
export interface RecordGroup {
  /** Without a dot at the end. */
  readonly name: string;
  /** In the order of their addresses. */
  readonly records: readonly DnsRecord[];
}

interface AnyCheck {
  /** Terraform address. */
  readonly address: string;
  /** Whether healthy is unhealthy, and the reverse. */
  readonly inverted: boolean;
  /** A disabled check asks nothing, and counts as healthy before it is inverted. */
  readonly disabled: boolean;
}

/**
 * Route 53's checkers ask an endpoint: the load balancer of a region, or an object in a bucket that a person creates to
 * throw a switch.
 */
export interface EndpointCheck extends AnyCheck {
  readonly type: 'endpoint';
  readonly endpoint:
    | { readonly type: 'load-balancer'; readonly region: Role }
    | { readonly type: 'object'; readonly region: Place };
  readonly intervalSeconds: number;
  /** How many answers in a row change the status. */
  readonly failureThreshold: number;
  /** How long a checker waits for an answer that does not come. */
  readonly timeLimitSeconds: number;
}

/** Route 53 reads the data of an alarm. */
export interface AlarmCheck extends AnyCheck {
  readonly type: 'alarm';
  readonly alarm: Alarm;
  readonly whenInsufficient: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
}

/** Healthy if enough of its children are. */
export interface CalculatedCheck extends AnyCheck {
  readonly type: 'calculated';
  /** Addresses of the other checks. */
  readonly children: readonly string[];
  readonly threshold: number;
}

/** Healthy while a routing control of ARC is on. */
export interface RoutingControlCheck extends AnyCheck {
  readonly type: 'routing-control';
}

export type HealthCheck = EndpointCheck | AlarmCheck | CalculatedCheck | RoutingControlCheck;

export interface Alarm {
  readonly address: string;
  /** Where its metric is. */
  readonly region: Place;
  /** Whether an AWS service writes the metric. A metric that no service writes is a person's. */
  readonly metricOf: 'service' | 'person';
  readonly periodSeconds: number;
  /** How many breaching periods in a row put it into ALARM. */
  readonly evaluationPeriods: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly whenMissing: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

/** What CloudFront asks for an answer that it has not kept. */
export interface Origin {
  readonly target: Exclude<Target, { type: 'distribution' }>;
  /** Whether CloudFront asks by HTTPS, and so checks the certificate. */
  readonly secure: boolean;
}

/** One or two origins. The second is asked if the first fails. */
export interface Origins {
  readonly first: Origin;
  /** The second origin of an origin group. @default there is one origin */
  readonly second?: Origin;
  /** The status codes of the first origin after which the second is asked. */
  readonly failoverStatusCodes: readonly number[];
}

/** What CloudFront does with the requests of a path. */
export interface Behaviour {
  /** Path pattern. */
  readonly path: string;
  readonly allowedMethods: readonly string[];
  readonly origins: Origins;
}

export interface Distribution {
  readonly address: string;
  /** In CloudFront's order, the default last. */
  readonly behaviours: readonly Behaviour[];
}

/** How fast the load balancer of a region notices what its targets do. */
export interface TargetHealth {
  /** Seconds until it counts failing targets as unhealthy, at most. */
  readonly unhealthyAfterSeconds: number;
  /** Seconds until it counts working targets as healthy again, at most. */
  readonly healthyAfterSeconds: number;
}

/** How requests reach the regions of one environment. */
export interface Routing {
  /** Name of the environment. */
  readonly environment: string;
  /** Names of the regions that serve, primary first. */
  readonly regions: ReadonlyMap<Role, string>;
  /** By name. */
  readonly groups: ReadonlyMap<string, RecordGroup>;
  /** By Terraform address. */
  readonly checks: ReadonlyMap<string, HealthCheck>;
  readonly distribution?: Distribution;
  readonly targetHealth: ReadonlyMap<Role, TargetHealth>;
}
