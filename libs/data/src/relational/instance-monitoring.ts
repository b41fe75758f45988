import { type MonitoringRole } from './monitoring-role';

/**
 * The monitoring of an instance: Performance Insights for a week, which is free, and metrics of the operating system
 * once a minute (P3.3). Performance Insights for PostgreSQL works on every instance class.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.Overview.Engines.html
 *
 * @returns attributes of the instance; RDS refuses an instance that is created before the role has its permissions
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
