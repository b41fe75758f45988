import { suppress } from '@bulkhead/cdk';
import { alarmName, dashboardName, type NameScope } from '@bulkhead/naming';
import { type CfnAlarm, ComparisonOperator, type IAlarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import {
  DefaultDashboardFactory,
  MonitoringFacade,
  noopAction,
  SnsAlarmActionStrategy,
} from 'cdk-monitoring-constructs';
import { Construct } from 'constructs';
import { isCalculation, type Section, type Watch } from '../watching/watch';
import { alarmText } from './alarm-text';
import { metricOf } from './metrics';

export interface RegionMonitoringProps {
  readonly nameScope: NameScope;
  /** A word for what the dashboard shows. */
  readonly dashboard: 'region' | 'edge';
  readonly sections: readonly Section[];
  /** Ids of the watches that a composite alarm acts for. */
  readonly actedFor: ReadonlySet<string>;
  readonly notifications: ITopic;
  /** URL of a heading of the runbooks. */
  readonly runbookUrl: (heading: string) => string;
}

const comparisons: Record<Watch['when'], ComparisonOperator> = {
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  'at least': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
  'at most': ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
};

const treatments: Record<Watch['noData'], TreatMissingData> = {
  fine: TreatMissingData.NOT_BREACHING,
  alarming: TreatMissingData.BREACHING,
  unknown: TreatMissingData.MISSING,
};

/** An alarm and a graph for each watch of a region. */
export class RegionMonitoring extends Construct {
  /** By the ids of their watches. */
  readonly alarms: ReadonlyMap<string, IAlarm>;

  constructor(scope: Construct, id: string, props: RegionMonitoringProps) {
    super(scope, id);
    const { nameScope, dashboard, sections, actedFor, notifications } = props;
    const facade = new MonitoringFacade(this, 'Watches', {
      metricFactoryDefaults: { namespace: 'unused' },
      alarmFactoryDefaults: {
        actionsEnabled: true,
        alarmNamePrefix: 'unused',
        action: new SnsAlarmActionStrategy({ onAlarmTopic: notifications, onOkTopic: notifications }),
      },
      dashboardFactory: new DefaultDashboardFactory(this, 'Dashboard', {
        dashboardNamePrefix: dashboardName(nameScope, dashboard),
        createSummaryDashboard: false,
        createAlarmDashboard: false,
      }),
    });
    for (const { title, watches } of sections) {
      facade.monitorCustom({
        alarmFriendlyName: title,
        humanReadableName: title,
        metricGroups: watches.map((watch) => ({
          title: watch.shows,
          metrics: [
            {
              metric: metricOf(watch),
              alarmFriendlyName: watch.id,
              addAlarm: { [watch.severity]: this.thresholdOf(watch, props) },
            },
          ],
        })),
      });
    }
    const created = facade.createdAlarms().map(({ alarm, alarmDefinition }) => {
      const watchId = alarmDefinition.addAlarmProps.customTags?.[0] ?? '';
      if (actedFor.has(watchId)) {
        suppress(alarm.node.defaultChild as CfnAlarm, {
          rule: 'HIPAA.Security-CloudWatchAlarmAction',
          reason: 'A composite alarm acts for this one, so that one failure is one page.',
        });
      }
      return [watchId, alarm] as const;
    });
    this.alarms = new Map(created);
  }

  private thresholdOf(watch: Watch, { nameScope, actedFor, runbookUrl }: RegionMonitoringProps) {
    const [datapointsToAlarm, evaluationPeriods] = watch.outOf;
    return {
      threshold: watch.threshold,
      comparisonOperator: comparisons[watch.when],
      treatMissingDataOverride: treatments[watch.noData],
      datapointsToAlarm,
      evaluationPeriods,
      alarmNameOverride: alarmName(nameScope, 'observability', watch.id),
      alarmDescriptionOverride: alarmText({ ...watch, runbook: runbookUrl(watch.runbook) }),
      customTags: [watch.id],
      ...(actedFor.has(watch.id) && { actionOverride: noopAction() }),
      // A few slow requests of a quiet night are no percentile.
      ...(isPercentile(watch) && { evaluateLowSampleCountPercentile: false }),
    };
  }
}

function isPercentile({ number }: Watch): boolean {
  return !isCalculation(number) && /^p\d/.test(number.statistic);
}
