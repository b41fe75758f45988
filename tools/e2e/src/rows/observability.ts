import { DescribeTrailsCommand, GetEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
import { GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
} from '@aws-sdk/client-config-service';
import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { GetFunctionCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import {
  dashboardName,
  eventRuleName,
  functionName,
  logGroupName,
  type NameScope,
  queueName,
} from '@bulkhead/naming';
import { type AwsClients } from '../aws-clients';

/** The deployed stacks of a region, known when tests run and not when they are defined. */
export interface DeployedObservability {
  /** Clients of the region. */
  readonly aws: () => AwsClients;
  readonly nameScope: () => NameScope;
  /** A value that a stack of the region publishes. */
  readonly output: (key: string) => string;
}

/** The topics, the dashboard, and the functions that explain. */
export function monitoringTests(rows: string, { aws, nameScope, output }: DeployedObservability): void {
  test.each(['alerts', 'notifications'])(
    `${rows}: topic %s is encrypted with a key of its own`,
    async (name) => {
      const { Attributes = {} } = await aws().sns.send(
        new GetTopicAttributesCommand({ TopicArn: output(`alerting.${name}TopicArn`) }),
      );

      expect(Attributes['KmsMasterKeyId']).toBe(output('alerting.keyArn'));
    },
  );

  test(`${rows}: the dashboard shows the numbers that alarms watch`, async () => {
    const { DashboardBody = '{}' } = await aws().cloudwatch.send(
      new GetDashboardCommand({ DashboardName: dashboardName(nameScope(), 'region') }),
    );
    const { widgets } = JSON.parse(DashboardBody) as { widgets: { properties: { title?: string } }[] };
    const titles = widgets.map(({ properties }) => properties.title);

    expect(titles).toEqual(
      expect.arrayContaining([
        'Connections for which NAT gateway 1 had no port',
        'Packets that NAT gateway 1 dropped',
      ]),
    );
  });

  test.each(['alarms', 'changes'])(
    `${rows}: events about %s reach a function by a queue, which loses none`,
    async (explained) => {
      const scope = nameScope();
      const { events, lambda, logs, sqs } = aws();
      const name = functionName(scope, 'explain', explained);
      const rule = eventRuleName(scope, 'explain', explained);
      const { QueueUrl } = await sqs.send(
        new GetQueueUrlCommand({ QueueName: `${queueName(scope, 'explain', explained)}.fifo` }),
      );
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
      );
      const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: name }));
      const { EventSourceMappings = [] } = await lambda.send(
        new ListEventSourceMappingsCommand({ FunctionName: name }),
      );
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: rule }));
      const { State } = await events.send(new DescribeRuleCommand({ Name: rule }));
      const { logGroups = [] } = await logs.send(
        new DescribeLogGroupsCommand({
          logGroupNamePrefix: logGroupName(scope, 'observability', `explain-${explained}`),
        }),
      );

      expect(State).toBe('ENABLED');
      expect(Targets.map(({ Arn }) => Arn)).toEqual([Attributes['QueueArn']]);
      expect(Attributes['RedrivePolicy']).toMatch(/-failed[\w-]*\.fifo"/);
      expect(Targets[0]?.DeadLetterConfig?.Arn).toMatch(/-undelivered[\w-]*$/);
      expect(EventSourceMappings.map(({ EventSourceArn }) => EventSourceArn)).toEqual([
        Attributes['QueueArn'],
      ]);
      expect(Configuration).toMatchObject({ Runtime: 'nodejs22.x', State: 'Active', Timeout: 60 });
      expect(logGroups).toEqual([expect.objectContaining({ retentionInDays: 365 })]);
    },
  );
}

/** The trail of the primary region. */
export function trailTests(rows: string, { aws, output }: DeployedObservability): void {
  test(`${rows}: one trail records all regions, is validated, encrypted, and delivered to a log`, async () => {
    const trailArn = output('audit-trail.trailArn');
    const { trailList = [] } = await aws().cloudtrail.send(
      new DescribeTrailsCommand({ trailNameList: [trailArn] }),
    );
    const { AdvancedEventSelectors = [] } = await aws().cloudtrail.send(
      new GetEventSelectorsCommand({ TrailName: trailArn }),
    );

    expect(trailList).toEqual([
      expect.objectContaining({
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        LogFileValidationEnabled: true,
        KmsKeyId: expect.stringContaining(':kms:'),
        CloudWatchLogsLogGroupArn: expect.stringContaining(':log-group:'),
      }),
    ]);
    expect(AdvancedEventSelectors.length).toBeGreaterThan(1);
  });
}

/** What every region has: AWS Config with its rules, and a detector. */
export function auditTests(rows: string, { aws }: DeployedObservability): void {
  test(`${rows}: AWS Config records everything that it supports, and judges it`, async () => {
    const { config } = aws();
    const { ConfigurationRecorders = [] } = await config.send(new DescribeConfigurationRecordersCommand({}));
    const { DeliveryChannels = [] } = await config.send(new DescribeDeliveryChannelsCommand({}));
    const { ConfigRules = [] } = await config.send(new DescribeConfigRulesCommand({}));

    expect(ConfigurationRecorders).toHaveLength(1);
    expect(DeliveryChannels).toHaveLength(1);
    expect(ConfigRules.length).toBeGreaterThan(10);
  });

  test(`${rows}: GuardDuty watches the region`, async () => {
    const { guardDuty } = aws();
    const { DetectorIds = [] } = await guardDuty.send(new ListDetectorsCommand({}));
    const { Status } = await guardDuty.send(new GetDetectorCommand({ DetectorId: DetectorIds[0] }));

    expect(DetectorIds).toHaveLength(1);
    expect(Status).toBe('ENABLED');
  });
}
