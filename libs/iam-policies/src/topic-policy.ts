/** Who may publish to a topic. */
export interface TopicPolicyInput {
  readonly account: string;
  readonly region: string;
  readonly topicArn: string;
  /** Whether EventBridge rules publish to the topic. @default true */
  readonly hearsRules?: boolean;
  /** Whether alarms publish to the topic. */
  readonly hearsAlarms: boolean;
}

/** The policy of a topic for problems: rules or alarms of the account publish, and nobody without TLS. */
export function topicPolicy({ account, region, topicArn, hearsAlarms, hearsRules = true }: TopicPolicyInput) {
  const publish = { Action: 'sns:Publish', Resource: topicArn };
  return {
    Version: '2012-10-17',
    Statement: [
      ...(hearsAlarms
        ? [
            {
              Sid: 'AlarmsOfThisAccount',
              Effect: 'Allow',
              Principal: { Service: 'cloudwatch.amazonaws.com' },
              ...publish,
              Condition: {
                StringEquals: { 'aws:SourceAccount': account },
                ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:*` },
              },
            },
          ]
        : []),
      ...(hearsRules
        ? [
            {
              // Without a condition, since EventBridge does not tell a topic for whom it publishes. EventBridge publishes in
              // its own name only for rules of the topic's account.
              // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
              Sid: 'RulesOfThisAccount',
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              ...publish,
            },
          ]
        : []),
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        ...publish,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
