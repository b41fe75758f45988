import { type MonitoringSettings } from '@bulkhead/config';
import { dashboardName } from '@bulkhead/naming';
import { type StackContext } from '@bulkhead/stack';
import {
  Alarm,
  AlarmStatusWidget,
  Column,
  Dashboard,
  type IWidget,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { copiesFiles } from '../region-stacks';
import { budgetCharts } from './budget-chart';
import { capacityCharts, chargesChart } from './capacity-charts';
import { type Chart } from './chart';
import { chartWidgets, columnWidth } from './chart-widgets';
import { pageArns } from './page-arns';
import { replicationCharts } from './replication-charts';
import { type ShownRegion, shownRegions } from './shown-region';

export interface OverviewProps {
  readonly context: StackContext;
  readonly settings: MonitoringSettings;
  /** Full name of the load balancer of the stack's own region. @default the region has no service */
  readonly loadBalancer?: string;
}

/**
 * One dashboard for all regions of the environment: who is paged, what is left of the error budgets, how far the DR
 * region is behind, and what runs. A region has a column. With one region, its capacity is beside its health.
 *
 * The dashboard is made of names alone, except for the load balancer of the own region: a region that is away, or that
 * has not been deployed yet, does not hinder it.
 */
export class Overview extends Construct {
  constructor(scope: Construct, id: string, { context, settings, loadBalancer }: OverviewProps) {
    super(scope, id);
    const regions = shownRegions(context);
    const dr = regions.find(({ role }) => role === 'dr');
    const replication = dr ? replicationCharts(dr, settings) : [];
    const health = regions.map(
      (region) =>
        new Column(
          heading(region),
          ...this.pages(region, copiesFiles(region) || (region === dr && replication.length > 0)),
          ...widgetsOf(
            budgetCharts(region, settings, region.role === context.role ? loadBalancer : undefined),
          ),
        ),
    );
    const capacity = regions.map((region) => new Column(...widgetsOf(capacityCharts(region))));
    const rows = dr ? [health, widgetsOf(replication), capacity] : [[...health, ...capacity]];
    new Dashboard(this, 'Dashboard', {
      dashboardName: dashboardName(context.nameScope, 'overview'),
      defaultInterval: Duration.days(1),
      // A budget of 30 days is counted by the hour, whatever the reader looks at.
      periodOverride: PeriodOverride.INHERIT,
      widgets: [...rows, [new Column(...widgetsOf([chargesChart]))]],
    });
  }

  /** The pages of a region. Those of the other region may have the same names, so that each region has a widget. */
  private pages(region: ShownRegion, watchesCopies: boolean): IWidget[] {
    const { role, nameScope } = region;
    const alarms = pageArns(region, watchesCopies).map((arn) =>
      Alarm.fromAlarmArn(this, `${role}-${arn.split(':').pop()}`, arn),
    );
    if (alarms.length === 0) return [];
    return [
      new AlarmStatusWidget({ title: `Pages of ${nameScope.region}`, alarms, width: columnWidth, height: 3 }),
    ];
  }
}

/** Which region a column is about, with a link to the dashboard that has everything of the region. */
function heading({ role, nameScope }: ShownRegion): IWidget {
  const { region } = nameScope;
  const url = `https://console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboardName(nameScope, 'region')}`;
  const words = { primary: 'primary region', dr: 'DR region' }[role];
  return new TextWidget({
    markdown: `## ${region}, ${words}\n\n[Everything of the region](${url})`,
    width: columnWidth,
    height: 3,
  });
}

function widgetsOf(charts: readonly Chart[]): IWidget[] {
  return charts.flatMap(chartWidgets);
}
