/** Helpers for the specs of this app: the stack `monitoring` as it is synthesized for an environment. */
import { join } from 'node:path';
import { templateOf } from '@bulkhead/cdk/testing';
import { type EnvironmentDefinition, type PresetName, type RegionRole } from '@bulkhead/config';
import { testContext } from '@bulkhead/stack/testing';
import { MonitoringStack } from './monitoring-stack';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** An alarm on a metric, or a composite one. */
export interface SynthesizedAlarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions?: readonly unknown[];
  readonly AlarmRule?: unknown;
  readonly ActionsSuppressor?: unknown;
  readonly Metrics?: readonly { readonly Expression?: string }[];
  readonly MetricName?: string;
  readonly Period?: number;
  readonly Threshold?: number;
  readonly TreatMissingData?: string;
}

export const contextOf = (
  preset: PresetName = 'saas',
  monitoring: object = {},
  role: RegionRole = 'primary',
  more: Partial<EnvironmentDefinition> = {},
) =>
  testContext(
    join(__dirname, '..'),
    'monitoring',
    {
      preset,
      ...more,
      apps: { ...more.apps, observability: { ...more.apps?.observability, monitoring } },
    } as Partial<EnvironmentDefinition>,
    role,
  );

export const synthesize = (...context: Parameters<typeof contextOf>) =>
  templateOf(MonitoringStack, contextOf(...context));

const kept = new Map<string, readonly Resource[]>();

/** The resources of a preset's production. A preset is synthesized once for all specs of a file. */
export function resourcesOf(preset: PresetName, role: RegionRole = 'primary'): readonly Resource[] {
  const key = `${preset} ${role}`;
  const template = () => synthesize(preset, {}, role).toJSON() as { Resources: Record<string, Resource> };
  if (!kept.has(key)) kept.set(key, Object.values(template().Resources));
  return kept.get(key) ?? [];
}

/** The alarms of a preset's production, by the end of their names: `users` for `bulkhead-test-observability-page-users`. */
export function alarmsOf(preset: PresetName, role?: RegionRole): Map<string, SynthesizedAlarm> {
  const alarms = resourcesOf(preset, role)
    .filter(({ Type }) => ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].includes(Type))
    .map(({ Properties }) => Properties as unknown as SynthesizedAlarm);
  return new Map(alarms.map((alarm) => [alarm.AlarmName.replace('bulkhead-test-observability-', ''), alarm]));
}

/** A widget of a dashboard, as CloudWatch reads it. */
export interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly region?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly (string | { readonly expression?: string })[])[];
    readonly annotations?: unknown;
  };
}

/** The widgets of each dashboard of a preset's production, by the name of the dashboard without its region. */
export function dashboardsOf(preset: PresetName, role?: RegionRole): Map<string, readonly Widget[]> {
  const dashboards = resourcesOf(preset, role).filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard');
  return new Map(
    dashboards.map(({ Properties: { DashboardName, DashboardBody } }) => [
      String(DashboardName).replace(/-[a-z]{2}(-[a-z]{3,}){1,2}-\d$/, ''),
      (JSON.parse(textOf(DashboardBody)) as { widgets: Widget[] }).widgets,
    ]),
  );
}

/** A text with a placeholder for each parameter that the stack consumes. */
function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  const { 'Fn::Join': [separator, parts] = ['', []] } = body as { 'Fn::Join'?: [string, unknown[]] };
  return parts.map((part) => (typeof part === 'string' ? part : 'consumed')).join(separator);
}
