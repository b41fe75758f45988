import { changed, topic } from './examples';
import { ruleCases } from './rule-cases';
import { messagesTls } from './messages-tls';

ruleCases(messagesTls, {
  compliant: { 'a topic that refuses plain text': topic() },
  nonCompliant: {
    'a topic without a policy': changed(topic(), { TopicPolicy: undefined }),
    'a topic whose policy refuses nothing': changed(topic(), {
      TopicPolicy: { properties: { PolicyDocument: { Statement: [] } } },
    }),
  },
});
