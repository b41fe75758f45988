import { type AdditionKind } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { text } from '../deployed-resource';

const groups: AdditionKind['parents'] = {
  aws_cloudwatch_log_group: ({ physicalId }) => physicalId,
  'AWS::Logs::LogGroup': ({ physicalId }) => physicalId,
};

/** Subscription filters: they send log entries to somebody. */
export const subscriptionFilters: AdditionKind = {
  name: 'subscription filter of a log group',
  parents: groups,
  declares: {
    aws_cloudwatch_log_subscription_filter: ({ attributes: a }) => [
      { parent: text(a['log_group_name']), content: `subscription filter ${text(a['name'])}` },
    ],
    'AWS::Logs::SubscriptionFilter': ({ physicalId, attributes: a }) => [
      {
        parent: text(a['LogGroupName']),
        content: `subscription filter ${text(a['FilterName']) || physicalId}`,
      },
    ],
  },
  async list(names, services) {
    const { DeleteSubscriptionFilterCommand, paginateDescribeSubscriptionFilters } =
      await import('@aws-sdk/client-cloudwatch-logs');
    const client = await services.logs();
    return askEach(names, async (logGroupName) => {
      const found = await whereThere(
        everyPage(
          paginateDescribeSubscriptionFilters({ client }, { logGroupName }),
          (page) => page.subscriptionFilters,
        ),
      );
      return (found ?? []).map(({ filterName, destinationArn, filterPattern }) => ({
        parent: logGroupName,
        content: `subscription filter ${filterName}`,
        detail: { destinationArn, filterPattern },
        remove: () => client.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName })),
      }));
    });
  },
};

/** Metric filters: they count log entries. */
export const metricFilters: AdditionKind = {
  name: 'metric filter of a log group',
  parents: groups,
  declares: {
    aws_cloudwatch_log_metric_filter: ({ attributes: a }) => [
      { parent: text(a['log_group_name']), content: `metric filter ${text(a['name'])}` },
    ],
    'AWS::Logs::MetricFilter': ({ physicalId, attributes: a }) => [
      { parent: text(a['LogGroupName']), content: `metric filter ${text(a['FilterName']) || physicalId}` },
    ],
  },
  async list(names, services) {
    const { DeleteMetricFilterCommand, paginateDescribeMetricFilters } =
      await import('@aws-sdk/client-cloudwatch-logs');
    const client = await services.logs();
    const wanted = new Set(names);
    const all = await everyPage(paginateDescribeMetricFilters({ client }, {}), (page) => page.metricFilters);
    return all
      .filter(({ logGroupName = '' }) => wanted.has(logGroupName))
      .map(({ logGroupName = '', filterName, filterPattern, metricTransformations = [] }) => ({
        parent: logGroupName,
        content: `metric filter ${filterName}`,
        detail: { filterPattern, metrics: metricTransformations.map(({ metricName }) => metricName) },
        remove: () => client.send(new DeleteMetricFilterCommand({ logGroupName, filterName })),
      }));
  },
};
