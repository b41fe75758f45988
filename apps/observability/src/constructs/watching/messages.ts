import { type Section, type Watch, type WatchedMetric } from './watch';

/** A queue that is empty as long as all is well: what failed for good is kept there. */
export interface DeadLetterQueue {
  readonly id: string;
  readonly queueName: string;
  /** What a message in it is: `An upload that nobody looked at`. */
  readonly means: string;
  readonly patients: string;
  readonly app: string;
  readonly runbook: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function deadLetterSection(queues: readonly DeadLetterQueue[]): Section {
  return {
    title: 'What failed for good',
    watches: queues.map(({ id, queueName, means, patients, app, runbook }) => ({
      id: `dead-letters-${id}`,
      shows: means,
      number: {
        namespace: 'AWS/SQS',
        name: 'ApproximateNumberOfMessagesVisible',
        dimensions: { QueueName: queueName },
        statistic: 'Maximum',
      },
      periodSeconds: 60,
      outOf: [1, 1],
      when: 'above',
      threshold: 0,
      noData: 'fine',
      severity: 'ticket',
      means,
      patients,
      app,
      runbook,
    })),
  };
}

/** A queue that a function reads, so that a message does not wait in it for long. */
export interface ReadQueue {
  readonly id: string;
  readonly queueName: string;
  /** What waits in it: `Messages about alarms that wait`. */
  readonly holds: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueSection(queues: readonly ReadQueue[]): Section {
  return {
    title: 'What waits in queues',
    watches: queues.map(({ id, queueName, holds }) => ({
      id: `waiting-${id}`,
      shows: `${holds}, the oldest of them, in seconds`,
      number: {
        namespace: 'AWS/SQS',
        name: 'ApproximateAgeOfOldestMessage',
        dimensions: { QueueName: queueName },
        statistic: 'Maximum',
      },
      periodSeconds: 60,
      outOf: [5, 5],
      when: 'above',
      // A function reads a message within seconds. Three failed attempts take longer, and end in the other queue.
      threshold: 900,
      noData: 'fine',
      severity: 'ticket',
      means: `${holds} for a quarter of an hour: nobody reads the queue`,
      patients: 'Nothing, but people may not hear of a failure',
      app: 'observability',
      runbook: 'messages-do-not-arrive',
    })),
  };
}

/**
 * All functions of the region together: a function that is added is watched from its first call.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function functionSection(): Section {
  const of = (name: string): WatchedMetric => ({
    namespace: 'AWS/Lambda',
    name,
    dimensions: {},
    statistic: 'Sum',
  });
  const common = {
    periodSeconds: 60,
    outOf: [3, 5],
    when: 'above',
    threshold: 0,
    noData: 'fine',
    severity: 'ticket',
    app: 'observability',
    patients: 'Uploads are looked at later; passwords are rotated later',
    runbook: 'a-function-fails',
  } as const;
  const watches: Watch[] = [
    {
      ...common,
      id: 'function-errors',
      shows: 'Calls of functions that failed',
      number: of('Errors'),
      means: 'A function fails again and again',
    },
    {
      ...common,
      id: 'function-throttles',
      shows: 'Calls of functions that had to wait',
      number: of('Throttles'),
      outOf: [15, 15],
      means: 'A function is called more often than it may run at the same time',
    },
    {
      ...common,
      id: 'function-concurrency',
      shows: 'Concurrency of the account in use or reserved',
      number: { ...of('ClaimedAccountConcurrency'), statistic: 'Maximum' },
      outOf: [10, 10],
      // Of the 1,000 that an account has in a region, unless AWS raised the quota.
      threshold: 900,
      means: 'The account has little concurrency of functions left',
    },
  ];
  return { title: 'Functions', watches };
}

/** A rule that hands events on, so that people hear of them. */
export interface WatchedRule {
  readonly id: string;
  readonly ruleName: string;
  /** What it hands on: `Events about alarms`. */
  readonly hands: string;
}

/**
 * Events that EventBridge gave up, after a day of attempts or at once if it may not send them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function ruleSection(rules: readonly WatchedRule[]): Section {
  return {
    title: 'Rules that tell people',
    watches: rules.map(({ id, ruleName, hands }) => ({
      id: `failed-rule-${id}`,
      shows: `${hands} that EventBridge gave up`,
      number: {
        namespace: 'AWS/Events',
        name: 'FailedInvocations',
        dimensions: { RuleName: ruleName },
        statistic: 'Sum',
      },
      periodSeconds: 60,
      outOf: [1, 1],
      when: 'above',
      threshold: 0,
      // EventBridge publishes no zero.
      noData: 'fine',
      severity: 'ticket',
      means: `${hands} are lost on their way`,
      patients: 'Nothing, but people may not hear of a failure',
      app: 'observability',
      runbook: 'messages-do-not-arrive',
    })),
  };
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export function topicSection(topicNames: Readonly<Record<string, string>>): Section {
  return {
    title: 'Messages to people',
    watches: Object.entries(topicNames).map(([id, topicName]) => ({
      id: `undelivered-${id}`,
      shows: `Messages of the topic ${id} that did not arrive`,
      number: {
        namespace: 'AWS/SNS',
        name: 'NumberOfNotificationsFailed',
        dimensions: { TopicName: topicName },
        statistic: 'Sum',
      },
      periodSeconds: 300,
      outOf: [1, 1],
      when: 'above',
      threshold: 0,
      noData: 'fine',
      severity: 'ticket',
      means: `A message of the topic ${id} did not arrive at a subscriber`,
      patients: 'Nothing, but people may not hear of the next failure',
      app: 'observability',
      runbook: 'messages-do-not-arrive',
    })),
  };
}
