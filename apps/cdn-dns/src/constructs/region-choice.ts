import { type RegionalRoutingSettings } from '@bulkhead/config';
import { type ContractValues, type regionHealth } from '@bulkhead/contracts';
import { Construct } from 'constructs';
import { HealthCheckerAccess } from './health-checker-access';
import { RegionHealth } from './region-health';
import { type ServingRegion } from './serving-regions';

/** A region between which and another one Route 53 chooses. */
export interface ChosenRegion extends ServingRegion {
  /** Security group of the load balancer for Route 53. @default the checkers' addresses are known nowhere */
  readonly accessSecurityGroupId?: string | undefined;
}

export interface RegionChoiceProps {
  readonly environment: string;
  readonly account: string;
  readonly primary: ChosenRegion;
  readonly dr: ChosenRegion;
  readonly settings: RegionalRoutingSettings;
  readonly isProtected: boolean;
}

/** The health of both regions, by which Route 53 chooses, and its way to their load balancers. */
export class RegionChoice extends Construct {
  readonly primary: RegionHealth;
  readonly dr: RegionHealth;

  constructor(scope: Construct, id: string, props: RegionChoiceProps) {
    super(scope, id);
    const { primary, dr } = props;
    this.primary = this.healthOf(primary, dr, props);
    this.dr = this.healthOf(dr, primary, props);
  }

  /** The values of contract `region-health`. */
  get published(): ContractValues<(typeof regionHealth)['parameters']> {
    const { primary, dr } = this;
    return {
      primaryHealthCheckId: primary.healthCheckId,
      drHealthCheckId: dr.healthCheckId,
      primaryEndpointHealthCheckId: primary.endpointHealthCheckId,
      drEndpointHealthCheckId: dr.endpointHealthCheckId,
      primaryTargetsAlarmName: primary.targetsAlarmName,
      drTargetsAlarmName: dr.targetsAlarmName,
      primarySwitchAlarmName: primary.switchAlarmName,
      drSwitchAlarmName: dr.switchAlarmName,
    };
  }

  private healthOf(region: ChosenRegion, otherRegion: ChosenRegion, props: RegionChoiceProps): RegionHealth {
    const { role, name, provider, accessSecurityGroupId } = region;
    if (accessSecurityGroupId !== undefined) {
      new HealthCheckerAccess(this, `access-${role}`, {
        region: name,
        provider,
        securityGroupId: accessSecurityGroupId,
      });
    }
    return new RegionHealth(this, role, { ...props, region, otherRegion });
  }
}
