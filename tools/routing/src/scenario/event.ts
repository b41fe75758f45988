import { type Role } from '../model/routing';

/** Something that happens to a region, or that a person does. */
export type Happening =
  /** The service answers nothing but errors, to users and to every health check. */
  | { readonly type: 'endpoint-down'; readonly region: Role }
  /** Something behind the service is gone, such as its database. The load balancer's own, shallow check still passes. */
  | { readonly type: 'deep-fault'; readonly region: Role }
  /** Targets fail the load balancer's check, while something else still answers the path of Route 53's check. */
  | { readonly type: 'no-healthy-targets'; readonly region: Role }
  /** One Availability Zone is gone. The load balancer serves from the others. */
  | { readonly type: 'zone-down'; readonly region: Role }
  /** Nothing in the region answers, its control planes included. */
  | { readonly type: 'region-down'; readonly region: Role }
  /** The network lets only some of Route 53's checkers reach the endpoint. Users still do. */
  | { readonly type: 'checkers-see-healthy'; readonly region: Role; readonly percent: number }
  /** The load balancer's certificate is no longer valid. */
  | { readonly type: 'certificate-expired'; readonly region: Role }
  /** The metric of the region's alarm breaches, or has no data. Users are still served. */
  | { readonly type: 'metrics'; readonly region: Role; readonly are: 'breaching' | 'missing' }
  /** A person calls `SetAlarmState` for the alarms that the region's health checks read. */
  | { readonly type: 'alarm-state-forced'; readonly region: Role }
  /** The region serves, but its AWS APIs do not answer: nobody can change or write anything there. */
  | { readonly type: 'apis-unavailable'; readonly region: Role }
  /** A person throws the switch that moves users out of the region. */
  | { readonly type: 'switch-thrown'; readonly region: Role };

/** A happening with its time, in seconds since the beginning of the scenario. */
export type ScenarioEvent = Happening & {
  readonly from: number;
  /** @default it lasts */
  readonly until?: number;
};
