import { type MonitoringRole } from './monitoring-role';

/**
 * How an instance of any kind is watched: Performance Insights for a week, the part of it that is free, and its
 * operating system once a minute (P3.3). PostgreSQL has Performance Insights on every class of instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Overview.Engines.html
 *
 * @returns attributes of the instance; one that comes before the role may report is refused
 */
export function instanceMonitoring(monitoring: MonitoringRole, keyArn: string) {
  return {
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: keyArn,
    performanceInsightsRetentionPeriod: 7,
    monitoringInterval: 60,
    monitoringRoleArn: monitoring.role.arn,
  };
}
