import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument, parsedDocument } from '../canonical-document';
import { text, texts } from '../deployed-resource';

const topics: AdditionKind['parents'] = {
  aws_sns_topic: ({ physicalId }) => physicalId,
  'AWS::SNS::Topic': ({ physicalId }) => physicalId,
};

/** Subscriptions: they get the messages of a topic. */
export const topicSubscriptions: AdditionKind = {
  name: 'subscription of a topic',
  parents: topics,
  declares: { aws_sns_topic_subscription: byId, 'AWS::SNS::Subscription': byId },
  async list(arns, services) {
    const { paginateListSubscriptionsByTopic, UnsubscribeCommand } = await import('@aws-sdk/client-sns');
    const client = await services.sns();
    return askEach(arns, async (TopicArn) => {
      const found = await whereThere(
        everyPage(paginateListSubscriptionsByTopic({ client }, { TopicArn }), (page) => page.Subscriptions),
      );
      return (found ?? []).map(({ SubscriptionArn = '', Protocol, Endpoint }) => ({
        parent: TopicArn,
        // A subscription that nobody has confirmed has no ARN yet and cannot be removed. AWS forgets it after a while.
        // https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
        ...(SubscriptionArn.startsWith('arn:') && { id: SubscriptionArn }),
        content: `subscription of ${Protocol} ${Endpoint}`,
        remove: () => client.send(new UnsubscribeCommand({ SubscriptionArn })),
      }));
    });
  },
};

/** The id of the policy that SNS gives every topic. It allows only the account of the topic. */
const standardPolicy = '__default_policy_ID';

/** The policy of a topic, if the stacks declare none. */
export const topicPolicies: AdditionKind = {
  name: 'policy of a topic',
  parents: topics,
  declares: {
    aws_sns_topic_policy: ({ attributes: a }) => [{ parent: text(a['arn']), content: 'set' }],
    'AWS::SNS::TopicPolicy': ({ attributes: a }) =>
      texts(a['Topics']).map((parent) => ({ parent, content: 'set' })),
    'AWS::SNS::TopicInlinePolicy': ({ attributes: a }) => [{ parent: text(a['TopicArn']), content: 'set' }],
  },
  compared: { aws_sns_topic: ['policy'] },
  async list(arns, services) {
    const { GetTopicAttributesCommand, SetTopicAttributesCommand } = await import('@aws-sdk/client-sns');
    const client = await services.sns();
    return askEach(arns, async (TopicArn) => {
      const answer = await whereThere(client.send(new GetTopicAttributesCommand({ TopicArn })));
      const { Policy, Owner } = answer?.Attributes ?? {};
      if (!Policy) return [];
      const { Id, Statement } = parsedDocument(Policy) as {
        readonly Id?: string;
        readonly Statement?: unknown;
      };
      const standard = standardStatement(TopicArn, Owner ?? '');
      const isStandard = Id === standardPolicy && isOnlyOwners(Statement);
      return [
        {
          parent: TopicArn,
          content: 'set',
          detail: canonicalDocument(Policy),
          // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
          ...(isStandard && { byAws: 'the policy that SNS gives every topic' }),
          remove: () =>
            client.send(
              new SetTopicAttributesCommand({
                TopicArn,
                AttributeName: 'Policy',
                AttributeValue: JSON.stringify({
                  Version: '2008-10-17',
                  Id: standardPolicy,
                  Statement: [standard],
                }),
              }),
            ),
        },
      ];
    });
  },
};

/** The only statement of that policy: it allows anybody, if the account of the topic owns the caller. */
function standardStatement(topic: string, owner: string): object {
  return {
    Sid: '__default_statement_ID',
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [
      'SNS:GetTopicAttributes',
      'SNS:SetTopicAttributes',
      'SNS:AddPermission',
      'SNS:RemovePermission',
      'SNS:DeleteTopic',
      'SNS:Subscribe',
      'SNS:ListSubscriptionsByTopic',
      'SNS:Publish',
    ],
    Resource: topic,
    Condition: { StringEquals: { 'AWS:SourceOwner': owner } },
  };
}

/** Whether a policy has only the statement that SNS writes, and none that `AddPermission` added. */
function isOnlyOwners(statements: unknown): boolean {
  const list = (Array.isArray(statements) ? statements : [statements]) as {
    readonly Sid?: string;
    readonly Condition?: object;
  }[];
  return (
    list.length === 1 &&
    /^__default_statement_ID$/.test(list[0]?.Sid ?? '') &&
    /SourceOwner/i.test(JSON.stringify(list[0]?.Condition ?? {}))
  );
}
