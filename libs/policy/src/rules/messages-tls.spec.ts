import { changed, tlsOnly, topic } from './examples';
import { ruleCases } from './rule-cases';
import { messagesTls } from './messages-tls';

const refusing = (Action: string) =>
  changed(topic(), {
    TopicPolicy: {
      properties: { PolicyDocument: { Statement: [{ ...tlsOnly({ Ref: 'Topic' }), Action }] } },
    },
  });

ruleCases(messagesTls, {
  compliant: {
    'a topic that refuses plain text': topic(),
    'a topic that refuses messages in plain text': refusing('sns:Publish'),
  },
  nonCompliant: {
    'a topic without a policy': changed(topic(), { TopicPolicy: undefined }),
    'a topic that refuses subscriptions in plain text': refusing('sns:Subscribe'),
    'a topic whose policy refuses nothing': changed(topic(), {
      TopicPolicy: { properties: { PolicyDocument: { Statement: [] } } },
    }),
  },
});
