import { refusesPlainText, resourcePolicyOf } from '../reading/policy-documents';
import { valuesAt } from '../reading/properties';
import { isSame, resourceBehind, resourcesOf } from '../reading/references';
import { resourceRule, unless } from './resource-rule';

interface Policy {
  readonly type: string;
  readonly of: string;
  /** The single action that carries a message. @default several actions do */
  readonly carrying?: string;
}

const policies: Readonly<Record<string, Policy>> = {
  'AWS::SNS::Topic': { type: 'AWS::SNS::TopicPolicy', of: 'Topics', carrying: 'sns:Publish' },
  'AWS::SQS::Queue': { type: 'AWS::SQS::QueuePolicy', of: 'Queues' },
};

/** Topics and queues must refuse requests without TLS. cdk-nag's HIPAA pack asks this only of buckets. */
export const messagesTls = resourceRule({
  id: 'messages-tls',
  title: 'A topic or queue accepts messages only over TLS.',
  controls: ['164.312(a)(2)(iv)', '164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
  types: Object.keys(policies),
  judge: (resource, place) => {
    const { type, of, carrying } = policies[resource.type] ?? { type: '', of: '' };
    const target = { stack: place.stack, resource };
    const refuses = resourcesOf(place.environment, type).some(
      ({ stack, resource: policy }) =>
        refusesPlainText(resourcePolicyOf(policy), carrying) &&
        valuesAt(policy.properties, of).some((each) =>
          isSame(target, resourceBehind(each, { ...place, stack }, resource.type)),
        ),
    );
    return unless(
      refuses,
      'Nothing refuses requests without TLS: deny them if aws:SecureTransport is false.',
    );
  },
});
