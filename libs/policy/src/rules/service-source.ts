import {
  type Statement,
  resourcePolicyOf,
  statementsOf,
  typesWithPrincipals,
} from '../reading/policy-documents';
import { isNarrowedBy } from '../reading/narrowing';
import { type Place, textOf } from '../reading/references';
import { resourceRule } from './resource-rule';

/** Roles and keys have rules of their own: `role-trust-source` and `key-policy-conditions`. */
const types = typesWithPrincipals.filter(
  (type) => !['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'].includes(type),
);

/** Conditions that say for whom, or through which resource, a service acts. */
const sources = /^(aws:source(arn|account|orgid|orgpaths)|aws:(principalorgid|principalaccount))$/;

/**
 * Services that tell the resource nothing about their customer, so that a condition would refuse them. EventBridge
 * publishes to a topic in its own name only for rules of the topic's account; the path of a load balancer's log, which
 * Elastic Load Balancing itself chooses, contains the owner's account.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const silent: Readonly<Record<string, string>> = {
  'AWS::SNS::TopicPolicy': 'events.amazonaws.com',
  'AWS::S3::BucketPolicy': 'logdelivery.elasticloadbalancing.amazonaws.com',
};

/**
 * A service acts for every customer of AWS. Without a condition on the source, a stranger's rule, alarm, trail or bucket
 * reaches the queue, topic, bucket or log group through the service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const serviceSource = resourceRule({
  id: 'service-source',
  title: 'A resource admits a service only for resources of its own account.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.312(d)'],
  types,
  judge: (resource, place) => {
    const statements = statementsOf(resourcePolicyOf(resource)).filter(
      (statement) => statement.effect === 'Allow' && namesTellingService(statement, resource.type, place),
    );
    if (statements.length === 0) return 'not-applicable';
    return statements
      .filter((statement) => !isNarrowedBy(statement, sources, place))
      .map(
        ({ name }) =>
          `Statement ${name} admits the service for any customer: add aws:SourceArn or aws:SourceAccount.`,
      );
  },
});

function namesTellingService({ principals }: Statement, type: string, place: Place): boolean {
  return principals.some(({ kind, value }) => kind === 'Service' && textOf(value, place) !== silent[type]);
}
