import { type Dashboard } from './reading/dashboard';

const label = 'Objective';
const longTitle =
  'ap-southeast-2: copies of objects, lag of the data bucket behind the other region, in seconds';

/** A dashboard with a widget of each kind, with long words and with characters that XML has its own meaning for. */
export const testDashboard: Dashboard = {
  start: '-P1D',
  widgets: [
    {
      type: 'text',
      x: 0,
      y: 0,
      width: 12,
      height: 3,
      properties: { markdown: '## eu-west-1, <primary> & more\n\n[Everything](https://example.org)' },
    },
    {
      type: 'alarm',
      x: 12,
      y: 0,
      width: 12,
      height: 3,
      properties: {
        title: 'Pages of eu-west-1',
        alarms: ['users', 'data'].map(
          (id) => `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:bulkhead-staging-observability-page-${id}`,
        ),
      },
    },
    {
      type: 'metric',
      x: 0,
      y: 3,
      width: 12,
      height: 3,
      properties: {
        title: 'eu-west-1: error budget left of 30 days, in percent',
        view: 'singleValue',
        metrics: [
          [{ expression: '100 * (1 - bad)', label: `${label} 1` }],
          ['AWS/ApplicationELB', 'RequestCount', { visible: false }],
          [{ expression: '100 * (1 - slow)', label: `${label} 2` }],
        ],
      },
    },
    {
      type: 'metric',
      x: 12,
      y: 3,
      width: 12,
      height: 5,
      properties: {
        title: longTitle,
        view: 'timeSeries',
        metrics: [['AWS/S3', 'ReplicationLatency', { label: `${longTitle}, of all of them` }]],
        annotations: { horizontal: [{ value: 300_000, label: 'Pages somebody' }] },
      },
    },
    {
      type: 'metric',
      x: 0,
      y: 8,
      width: 6,
      height: 5,
      properties: {
        title: 'eu-west-1: error budget left of 30 days, in percent, narrow',
        view: 'timeSeries',
        metrics: [['AWS/ECS', 'RunningTaskCount']],
        annotations: { horizontal: [{ value: 0, label: 'Used up' }] },
      },
    },
  ],
};
