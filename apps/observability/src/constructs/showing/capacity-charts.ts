import { serviceInRegion, settingsOf, standbyRelational } from '@bulkhead/config';
import { autoScalingGroupName, clusterName, serviceName } from '@bulkhead/naming';
import { hasData, natGatewaysIn } from '../region-stacks';
import { type Chart, type ShownNumber } from './chart';
import { databaseIdentifierIn } from './database-names';
import { searched } from './search';
import { hasService, type ShownRegion } from './shown-region';

/** What runs in a region and costs money by its amount. */
export function capacityCharts(region: ShownRegion): Chart[] {
  return [...serviceCharts(region), ...databaseCharts(region), ...natGatewayCharts(region)];
}

/**
 * What the account has to pay for the month so far. CloudWatch has it in us-east-1 alone, a few times a day, and only if
 * the account receives billing alerts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html
 */
export const chargesChart: Chart = {
  title: 'Charges of the account this month, in USD',
  region: 'us-east-1',
  periodSeconds: 21_600,
  days: 30,
  numbers: {
    'Charges so far': {
      namespace: 'AWS/Billing',
      name: 'EstimatedCharges',
      dimensions: { Currency: 'USD' },
      statistic: 'Maximum',
    },
  },
  showsNewest: true,
};

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
 */
function serviceCharts(region: ShownRegion): Chart[] {
  if (!hasService(region)) return [];
  const { environment, nameScope, role } = region;
  const { type } = serviceInRegion(settingsOf(environment, 'app-platform', 'service'), role);
  const counted = (name: string, dimensions: Readonly<Record<string, string>>): ShownNumber => ({
    namespace: 'ECS/ContainerInsights',
    name,
    dimensions,
    statistic: 'Average',
  });
  const cluster = { ClusterName: clusterName(nameScope, 'app-platform') };
  const tasks = counted('RunningTaskCount', {
    ...cluster,
    ServiceName: serviceName(nameScope, 'app-platform'),
  });
  const byType: Record<typeof type, Chart['numbers']> = {
    fargate: { 'Running tasks': tasks },
    'ecs-ec2': { 'Running tasks': tasks, Instances: counted('ContainerInstanceCount', cluster) },
    'ec2-asg': {
      // Without weights, the capacity is the number of instances.
      Instances: {
        namespace: 'AWS/AutoScaling',
        name: 'GroupInServiceCapacity',
        dimensions: { AutoScalingGroupName: autoScalingGroupName(nameScope, 'app-platform') },
        statistic: 'Average',
      },
    },
  };
  const numbers = byType[type];
  return [
    {
      title: `${nameScope.region}: ${words(numbers)}`,
      region: nameScope.region,
      periodSeconds: 300,
      numbers,
    },
  ];
}

/**
 * Only a serverless database has a capacity that changes. CloudWatch has the average of its instances.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
function databaseCharts(region: ShownRegion): Chart[] {
  if (!hasData(region, 'relational')) return [];
  const { environment, nameScope, role } = region;
  const settings =
    role === 'dr' ? standbyRelational(environment) : settingsOf(environment, 'database', 'relational');
  if (settings.type !== 'aurora-serverless-v2') return [];
  const average = {
    namespace: 'AWS/RDS',
    name: 'ServerlessDatabaseCapacity',
    dimensions: { DBClusterIdentifier: databaseIdentifierIn(region) },
    statistic: 'Average',
  };
  return [
    {
      title: `${nameScope.region}: capacity of the database, in ACUs`,
      region: nameScope.region,
      periodSeconds: 300,
      numbers: { ACUs: { expression: `${settings.instances} * average`, using: { average } } },
    },
  ];
}

/**
 * AWS charges for what passes a gateway, in either direction. Ids of gateways say nothing of their environment, so the
 * chart has all gateways that the account has in the region.
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
function natGatewayCharts(region: ShownRegion): Chart[] {
  if (!natGatewaysIn(region)) return [];
  const { nameScope } = region;
  const bytes = (name: string) =>
    searched({ namespace: 'AWS/NATGateway', name, dimensions: { NatGatewayId: '' }, statistic: 'Sum' });
  return [
    {
      title: `${nameScope.region}: bytes through the NAT gateways of the account, an hour`,
      region: nameScope.region,
      periodSeconds: 3600,
      numbers: { Sent: bytes('BytesInFromSource'), Received: bytes('BytesInFromDestination') },
    },
  ];
}

/** `running tasks, instances` */
function words(numbers: object): string {
  return Object.keys(numbers).join(', ').toLowerCase();
}
