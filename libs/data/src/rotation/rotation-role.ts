import { suppress } from '@bulkhead/cdktf';
import { assumedByLambda, functionNetworkInterfaces } from '@bulkhead/iam-policies';
import { iamRoleName, keyAlias, type NameScope } from '@bulkhead/naming';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { credentialsKeyName } from '../credentials/secret-names';
import { rotationFunctionName } from './rotation-names';

export interface RotationRoleProps {
  readonly nameScope: NameScope;
  /** The credential to rotate. */
  readonly name: string;
  readonly secretArn: string;
  /** @default the user of the secret changes its own password */
  readonly masterSecretArn?: string;
  /** ARN of the key of the secrets. */
  readonly secretKeyArn: string;
  /** Name of the region to which the secrets are replicated. @default the secrets are in one region */
  readonly replicaRegion?: string | undefined;
  readonly logGroupArn: string;
}

/** The permissions of the function: rotate its secret, read the master secret, and write its log. */
export class RotationRole extends Construct {
  readonly role: IamRole;
  /** The policy that makes the role usable. Lambda refuses a function in a VPC that is created before it. */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: RotationRoleProps) {
    super(scope, id);
    const { nameScope, name } = props;
    this.role = new IamRole(this, 'role', {
      name: iamRoleName(nameScope, 'rotation', name),
      description: `Lets a function rotate the ${name} credential of the database`,
      assumeRolePolicy: JSON.stringify(assumedByLambda),
    });
    suppress(this.role, {
      rule: 'HIPAA.Security-IAMNoInlinePolicy',
      reason:
        'The policy is of this one role and the secrets of one database: nobody else may have it, and it goes with the role.',
    });
    this.permissions = new IamRolePolicy(this, 'permissions', {
      name: 'rotate-credential',
      role: this.role.id,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: statements(props) }),
    });
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html */
function statements(props: RotationRoleProps) {
  const { nameScope, name, secretArn, masterSecretArn, secretKeyArn, replicaRegion, logGroupArn } = props;
  const { region } = nameScope;
  const ownFunction = functionArn(nameScope, name);
  const secretArns = [secretArn, ...(masterSecretArn ? [masterSecretArn] : [])];
  return [
    {
      Sid: 'RotateTheSecret',
      Effect: 'Allow',
      Action: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      Resource: secretArn,
      Condition: { StringEquals: { 'secretsmanager:resource/AllowRotationLambdaArn': ownFunction } },
    },
    ...(masterSecretArn
      ? [
          {
            Sid: 'ReadTheMaster',
            Effect: 'Allow',
            Action: 'secretsmanager:GetSecretValue',
            Resource: masterSecretArn,
          },
        ]
      : []),
    {
      Sid: 'MakeUpPasswords',
      Effect: 'Allow',
      Action: 'secretsmanager:GetRandomPassword',
      // The call reads no secret, and IAM defines no resource for it.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    {
      Sid: 'UseTheKeyOfTheSecrets',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: secretKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secretArns,
        },
      },
    },
    ...(replicaRegion ? [encryptTheReplica(nameScope, replicaRegion)] : []),
    {
      Sid: 'WriteTheLog',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `${logGroupArn}:*`,
    },
    ...functionNetworkInterfaces({ region, functionArn: ownFunction }),
  ];
}

/**
 * Secrets Manager encrypts the replica in the name of the caller that writes the secret. The policy identifies the key
 * by its alias: its ARN would need a lookup in the other region.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets_troubleshoot.html
 */
function encryptTheReplica({ account, region, environment }: NameScope, replicaRegion: string) {
  const alias = keyAlias({ account, environment, region: replicaRegion }, ...credentialsKeyName);
  return {
    Sid: 'EncryptTheReplica',
    Effect: 'Allow',
    Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
    // AWS chooses the id of a key. The alias, which is unique in a region, identifies it.
    Resource: `arn:aws:kms:${replicaRegion}:${account}:key/*`,
    Condition: {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias },
      StringEquals: {
        'kms:ViaService': [replicaRegion, region].map((each) => `secretsmanager.${each}.amazonaws.com`),
      },
    },
  };
}

/** The function is created after its role, so its ARN is built from its name. */
function functionArn(nameScope: NameScope, name: string): string {
  return `arn:aws:lambda:${nameScope.region}:${nameScope.account}:function:${rotationFunctionName(nameScope, name)}`;
}
