import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { readSecret } from '@bulkhead/iam-policies';
import { iamRoleName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface ProxyRoleProps {
  readonly nameScope: NameScope;
  /** ARN of the secret with which the proxy logs in to the database. */
  readonly secretArn: string;
  /** ARN of the key of the secret. */
  readonly secretKeyArn: string;
}

/** The role in which the proxy reads its login secret, the only one that it may read. */
export class ProxyRole extends Construct {
  readonly role: IamRole;
  /** The policy that makes the role usable. Without it the proxy cannot log in. */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, { nameScope, secretArn, secretKeyArn }: ProxyRoleProps) {
    super(scope, id);
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'relational-proxy'),
      description: 'Lets the proxy of the relational database read the secret that it logs in with',
      // RDS does not pass the proxy for which it assumes a role, so a condition would lock RDS out.
      // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-iam-setup.html
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Proxy',
            Effect: 'Allow',
            Principal: { Service: 'rds.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      }),
    });
    this.permissions = new IamRolePolicy(this, 'permissions', {
      name: 'read-secret',
      role: this.role.name,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: readSecret({ nameScope, secretArn, secretKeyArn }),
      }),
    });
  }
}
