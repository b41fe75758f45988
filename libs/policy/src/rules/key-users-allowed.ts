import { missingActions } from '../keys/key-statements';
import { keyUses } from '../keys/key-uses';
import { resourcePolicyOf, statementsOf } from '../reading/policy-documents';
import { isSame } from '../reading/references';
import { resourceRule } from './resource-rule';

/**
 * A key policy must admit each service that needs the key: CloudWatch Logs, CloudTrail, alarms and EventBridge that
 * send to a topic or queue, Auto Scaling for encrypted volumes, CloudFront for a bucket, and the services that encrypt
 * data in the name of their callers. CDK and Terraform add none of these permissions, and most failures show only at
 * run time.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-services.html
 */
export const keyUsersAllowed = resourceRule({
  id: 'key-users-allowed',
  title: 'The policy of a key gives every service that uses the key the permissions that it needs.',
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
      return [`${stack.id} ${user.address} needs the policy to allow ${use.service} ${missing.join(', ')}.`];
    });
  },
});
