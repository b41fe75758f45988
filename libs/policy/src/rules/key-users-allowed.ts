import { missingActions } from '../keys/key-statements';
import { keyUses } from '../keys/key-uses';
import { resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { isSame } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * The policy of a key lets in each service that needs it: CloudWatch Logs, CloudTrail, alarms and EventBridge on their
 * way to a topic or queue, Auto Scaling for encrypted volumes, CloudFront for a bucket, and the services that encrypt
 * data in the name of whoever calls them. None of them is let in by CDK or Terraform, and most fail at run time only.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
 */
export const keyUsersAllowed = resourceRule({
  id: 'key-users-allowed',
  title: 'The policy of a key allows every service that encrypts with it what it needs.',
  controls: ['164.308(a)(4)(ii)(B)', '164.312(a)(2)(iv)', '164.312(b)'],
  pitfall: 9,
  types: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  judge: (resource, place) => {
    const key = { stack: place.stack, resource };
    const uses = keyUses(place.environment).filter((use) => isSame(use.key, key));
    if (uses.length === 0) return 'not-applicable';
    const statements = statementsOf(resourcePolicyOf(resource));
    return uses.flatMap((use) => {
      const missing = missingActions(statements, use, place);
      const { stack, resource: user } = use.user;
      if (missing.length === 0) return [];
      return [`${stack.id} ${user.address} needs ${use.service} to be allowed ${missing.join(', ')}.`];
    });
  },
});
