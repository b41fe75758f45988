import { BulkheadStack, consume, consumeForeign, publish } from '@bulkhead/cdk';
import { apiOriginOf, hasHealthChecks, regionPlanOf, serviceInRegion, settingsOf } from '@bulkhead/config';
import {
  appPlatform,
  cache,
  cloudfrontAccess,
  database,
  fileSystem,
  healthCheckAccess,
  network,
} from '@bulkhead/contracts';
import { type StackContext } from '@bulkhead/stack';
import { type CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { listenerCertificates } from './constructs/certificate';
import { clientsOf } from './constructs/clients';
import { EcsCompute } from './constructs/ecs/ecs-compute';
import { egressRules } from './constructs/egress-rules';
import { GroupCompute } from './constructs/group/group-compute';
import { LoadBalancing } from './constructs/load-balancing/load-balancing';
import { webAclMetricName } from './constructs/load-balancing/web-firewall';
import { logGroupNames } from './constructs/log-group-names';
import { amazonLinux, amazonLinuxForEcs } from './constructs/machine-images';
import { peersOf } from './constructs/peers';
import { serviceLogs } from './constructs/service-logs';
import { ServiceNetwork } from './constructs/service-network';

/**
 * The application of a region, behind its load balancer: on Fargate, on ECS instances, or on instances of an Auto
 * Scaling group.
 */
export class ServiceStack extends BulkheadStack {
  constructor(scope: Construct, context: StackContext) {
    super(scope, context);
    const { environment, nameScope, role, tags } = context;
    const settings = serviceInRegion(settingsOf(environment, 'app-platform', 'service'), role);
    const zones = regionPlanOf(environment, role).availabilityZones.length;
    const isProtected = environment.protected;

    const vpc = consume(this, network, { publicSubnetIds: zones, privateSubnetIds: zones });
    const client = consume(this, database);
    const stores = environment.apps.database;
    const shared = {
      cache: stores?.cache && consume(this, cache),
      fileSystem: stores?.['file-system'] && consume(this, fileSystem),
    };
    const egress = egressRules(settings.egress, () => vpc.vpcCidr);

    const logs = serviceLogs(this, 'Log', {
      nameScope,
      logGroupNames: logGroupNames(nameScope, settings),
      retentionDays: settings.logRetentionDays,
      isProtected,
    });
    const { securityGroup, access } = new ServiceNetwork(this, 'Network', {
      nameScope,
      vpcId: vpc.vpcId,
      egress,
      peers: peersOf({ database: client, ...shared }),
    });
    const loadBalancing = new LoadBalancing(this, 'LoadBalancing', {
      nameScope,
      settings,
      vpcId: vpc.vpcId,
      subnetIds: vpc.publicSubnetIds,
      clients: clientsOf(environment, () => consume(this, cloudfrontAccess).prefixListId),
      isBehindCloudFront: apiOriginOf(environment.apps) !== undefined,
      serviceSecurityGroupId: securityGroup.attrGroupId,
      targetType: settings.type === 'ec2-asg' ? 'instance' : 'ip',
      certificates: listenerCertificates(this, settings.loadBalancer),
      hasHealthChecks: hasHealthChecks(environment),
      requestLog: logs.requests,
      isProtected,
    });

    const place = {
      nameScope,
      subnetIds: vpc.privateSubnetIds,
      securityGroupId: securityGroup.attrGroupId,
      connections: { database: client, cache: shared.cache },
      fileSystem: shared.fileSystem,
      secretKeyArn: client.secretKeyArn,
      loadBalancing,
      access,
      tags,
      isProtected,
    };
    const compute =
      settings.type === 'ec2-asg'
        ? new GroupCompute(this, 'Group', {
            ...place,
            settings,
            log: logs.application,
            imageId: consumeForeign(this, amazonLinux),
          })
        : new EcsCompute(this, 'Ecs', {
            ...place,
            settings,
            vpcId: vpc.vpcId,
            egress,
            logs,
            imageId: () => consumeForeign(this, amazonLinuxForEcs),
          });

    publish(this, appPlatform, {
      loadBalancerDnsName: loadBalancing.dnsName,
      loadBalancerZoneId: loadBalancing.zoneId,
      loadBalancerFullName: loadBalancing.fullName,
      targetGroupFullName: loadBalancing.targetGroupFullName,
      scalingTarget: compute.scalingTarget,
      clusterName: compute.clusterName,
      serviceName: compute.serviceName,
      securityGroupId: securityGroup.attrGroupId,
      logGroupName: logs.application.ref,
      requestLogGroupName: logs.requests.ref,
      webAclMetricName,
      allLogGroupNames: Object.values(logs).map(({ ref }: CfnLogGroup) => ref),
    });
    const { healthCheckerSecurityGroupId } = loadBalancing;
    if (healthCheckerSecurityGroupId !== undefined)
      publish(this, healthCheckAccess, { securityGroupId: healthCheckerSecurityGroupId });
  }
}
