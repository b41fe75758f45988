import { BulkheadStack, consume, publish } from '@bulkhead/cdktf';
import { hasStack, publicNamesOf, type RegionalRoutingSettings, settingsOf } from '@bulkhead/config';
import { edge, healthCheckAccess, regionHealth, routing, zone } from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type Construct } from 'constructs';
import { PublicName } from './constructs/public-name';
import { RegionChoice } from './constructs/region-choice';
import { type ServingRegion, servingRegion } from './constructs/serving-regions';

/** The records that lead users to a region, and the health checks by which Route 53 chooses the region. */
export class RoutingStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment } = context;
    const names = settingsOf(environment, 'cdn-dns', 'zone');
    const settings = settingsOf(environment, 'cdn-dns', 'routing');
    const { zoneId } = consume(this, zone);

    const primary = servingRegion(this, 'primary');
    const dr = settings.type === 'simple' && !settings.former ? undefined : servingRegion(this, 'dr');
    const choice = dr && settings.type !== 'simple' ? this.choiceOf(primary, dr, settings) : undefined;
    const led = ({ role, name, loadBalancer }: ServingRegion) => ({
      role,
      region: name,
      loadBalancer: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId },
      healthCheckId: choice?.[role].healthCheckId,
    });
    const distribution = this.distribution();
    for (const domain of publicNamesOf(names)) {
      new PublicName(this, domain, {
        zoneId,
        domain,
        policy: settings,
        formerPolicy: settings.former,
        regions: [led(primary), ...(dr ? [led(dr)] : [])],
        takesOver: names.takesOver,
        distribution,
      });
    }

    publish(this, routing, { publicUrl: `https://${names.domain}` });
    if (choice) publish(this, regionHealth, choice.published);
  }

  /** @emulator Nobody admits Route 53's health checkers: the emulator has no list of their addresses. */
  private choiceOf(primary: ServingRegion, dr: ServingRegion, settings: RegionalRoutingSettings) {
    const { name, account, target, protected: isProtected } = this.context.environment;
    const withAccess = (region: ServingRegion) =>
      target === 'emulator'
        ? region
        : {
            ...region,
            accessSecurityGroupId: consume(this, healthCheckAccess, {}, region.role).securityGroupId,
          };
    return new RegionChoice(this, 'regions', {
      environment: name,
      account,
      primary: withAccess(primary),
      dr: withAccess(dr),
      settings,
      isProtected,
    });
  }

  private distribution() {
    if (!hasStack(this.context.environment, 'cdn-dns', 'edge', 'global')) return undefined;
    const { distributionDomainName: name, distributionZoneId: zoneId } = consume(this, edge);
    return { name, zoneId };
  }
}
