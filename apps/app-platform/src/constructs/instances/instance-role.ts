import { suppress } from '@bulkhead/cdk';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { CfnInstanceProfile, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { sessionChannels } from '../statements';

export interface InstanceRoleProps {
  readonly nameScope: NameScope;
  readonly description: string;
  /** Permissions of the instances beside those for Systems Manager, by the name of the policy. */
  readonly policies: Readonly<Record<string, object[]>>;
}

/** The role of the instances: management by Systems Manager, which replaces SSH, and the given policies. */
export class InstanceRole extends Construct {
  readonly instanceProfileArn: string;

  constructor(scope: Construct, id: string, { nameScope, description, policies }: InstanceRoleProps) {
    super(scope, id);
    const role = new CfnRole(this, 'Role', {
      roleName: iamRoleName(nameScope, 'app-platform', 'instance'),
      description,
      assumeRolePolicyDocument: assumedByInstances,
      policies: Object.entries({ 'be-managed': beManaged(nameScope), ...policies }).map(
        ([policyName, Statement]) => ({ policyName, policyDocument: { Version: '2012-10-17', Statement } }),
      ),
    });
    suppress(role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policies name the resources of this service alone: nobody else may have them, and they go with the role.',
    });
    this.instanceProfileArn = new CfnInstanceProfile(this, 'Profile', { roles: [role.ref] }).attrArn;
  }
}

/** EC2 assumes a role only for instances of its own account, and does not say for which instance. */
const assumedByInstances = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AssumedByInstances',
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

/**
 * The permissions that the Systems Manager agent needs for sessions and commands. AWS's managed policy also allows
 * reading every parameter of the account.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-add-permissions-to-existing-profile.html
 */
function beManaged({ account, region }: NameScope): object[] {
  return [
    {
      Sid: 'BeManaged',
      Effect: 'Allow',
      Action: 'ssm:UpdateInstanceInformation',
      // An instance has an id only after its launch.
      Resource: `arn:aws:ec2:${region}:${account}:instance/*`,
    },
    sessionChannels,
  ];
}
