import type { PolicyStatement } from './policy-statement';
import { viaService, type ViaServiceInput } from './via-service';

/**
 * Lets principals of the account see the Performance Insights data of databases, only this data, through RDS. Database
 * ids are unknown before the database exists, so the condition names only the kind.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_PerfInsights.access-control.cmk-policy.html
 */
export function performanceInsights(input: ViaServiceInput): readonly PolicyStatement[] {
  return viaService(input, {
    sid: 'PerformanceInsights',
    service: 'rds',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    conditions: {
      'ForAnyValue:StringEquals': {
        'kms:EncryptionContext:aws:pi:service': 'rds',
        'kms:EncryptionContext:service': 'pi',
      },
    },
  });
}
