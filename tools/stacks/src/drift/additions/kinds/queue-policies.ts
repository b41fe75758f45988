import { type AdditionKind } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text, texts } from '../deployed-resource';

/** The policy of a queue, if the stacks declare none. A new queue has no policy. */
export const queuePolicies: AdditionKind = {
  name: 'policy of a queue',
  parents: {
    aws_sqs_queue: ({ physicalId }) => physicalId,
    'AWS::SQS::Queue': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_sqs_queue_policy: ({ attributes: a }) => [{ parent: text(a['queue_url']), content: 'set' }],
    'AWS::SQS::QueuePolicy': ({ attributes: a }) =>
      texts(a['Queues']).map((parent) => ({ parent, content: 'set' })),
    'AWS::SQS::QueueInlinePolicy': ({ attributes: a }) => [{ parent: text(a['Queue']), content: 'set' }],
  },
  compared: { aws_sqs_queue: ['policy'] },
  async list(urls, services) {
    const { GetQueueAttributesCommand, SetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
    const client = await services.sqs();
    return askEach(urls, async (QueueUrl) => {
      const answer = await whereThere(
        client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] })),
      );
      const policy = answer?.Attributes?.['Policy'];
      if (!policy) return [];
      return [
        {
          parent: QueueUrl,
          content: 'set',
          detail: canonicalDocument(policy),
          remove: () => client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } })),
        },
      ];
    });
  },
};
