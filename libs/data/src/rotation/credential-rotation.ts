import { functionCode, suppress } from '@bulkhead/cdktf';
import { type NameScope } from '@bulkhead/naming';
import { rotationFunction, rotationVariables } from '@bulkhead/rotation-function';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { rotateAfterDays } from './rotate-after-days';
import { RotationAccess } from './rotation-access';
import { RotationLogGroup } from './rotation-log-group';
import { rotationFunctionName } from './rotation-names';
import { RotationRole } from './rotation-role';

/** A step takes a second or two. If a step takes longer, the database does not answer. */
const timeoutSeconds = 60;

/**
 * The certificates of Amazon's authorities, including the one of RDS. Node does not trust them by default. The runtime
 * has them in this file.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-certificate-loading
 */
const amazonAuthorities = '/var/runtime/ca-cert.pem';

export interface CredentialRotationProps {
  readonly nameScope: NameScope;
  /** The credential, as it appears in names: `application`. Unique in a region. */
  readonly name: string;
  /** ARN of the secret, which has a value with a `username`. */
  readonly secretArn: string;
  /**
   * ARN of the secret of the user who changes the passwords of the other two users.
   * @default there is one user, which changes its own password
   */
  readonly masterSecretArn?: string;
  /** ARN of the key of the secrets. */
  readonly secretKeyArn: string;
  /** Name of the region to which the secrets are replicated. @default the secrets are in one region */
  readonly replicaRegion?: string | undefined;
  /** ARN of the key for the function's log and environment. The policy of the key names `rotationLogGroupName`. */
  readonly keyArn: string;
  /** Host name of the database for writes, as in its certificate. */
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  readonly databaseSecurityGroupId: string;
  readonly vpcId: string;
  /** Private subnets with access to the database and to Secrets Manager. */
  readonly subnetIds: string[];
  /** A retention that CloudWatch Logs accepts, in days. */
  readonly logRetentionDays: number;
  /** Whether Terraform refuses a plan that would delete the log. */
  readonly isProtected: boolean;
  /** What a rotation also needs: the first value of each secret, and running instances. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Changes a credential of the database every 30 days, and once at its deployment, with a function of our own. For a
 * database whose password RDS does not manage.
 */
export class CredentialRotation extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: CredentialRotationProps) {
    super(scope, id);
    const { nameScope, secretArn } = props;
    const { logGroup } = new RotationLogGroup(this, 'log', {
      ...props,
      retentionDays: props.logRetentionDays,
    });
    const { role, permissions } = new RotationRole(this, 'identity', { ...props, logGroupArn: logGroup.arn });
    const { securityGroup, rules } = new RotationAccess(this, 'access', props);

    this.function = new LambdaFunction(this, 'function', {
      functionName: rotationFunctionName(nameScope, props.name),
      description: `Rotates the ${props.name} credential of the database`,
      ...functionCode(this, 'code', rotationFunction),
      role: role.arn,
      timeout: timeoutSeconds,
      memorySize: 256,
      // The steps of a rotation run one after the other.
      reservedConcurrentExecutions: 1,
      environment: { variables: variablesOf(props) },
      kmsKeyArn: props.keyArn,
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      vpcConfig: { subnetIds: props.subnetIds, securityGroupIds: [securityGroup.id] },
      dependsOn: [permissions],
    });
    suppress(this.function, {
      rule: 'HIPAA.Security-LambdaDLQ',
      reason:
        'Secrets Manager waits for the answer of each call and repeats a rotation that failed; a dead letter queue takes only calls that nobody waits for.',
    });
    const permission = new LambdaPermission(this, 'secrets-manager', {
      statementId: 'SecretsManager',
      functionName: this.function.functionName,
      action: 'lambda:InvokeFunction',
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: nameScope.account,
      sourceArn: secretArn,
    });
    new SecretsmanagerSecretRotation(this, 'schedule', {
      secretId: secretArn,
      rotationLambdaArn: this.function.arn,
      rotationRules: { automaticallyAfterDays: rotateAfterDays },
      // Rotates at once too: the first rotation creates the users.
      rotateImmediately: true,
      dependsOn: [permission, ...rules, ...(props.dependsOn ?? [])],
    });
  }
}

function variablesOf({ host, port, databaseName, masterSecretArn }: CredentialRotationProps) {
  return {
    [rotationVariables.host]: host,
    [rotationVariables.port]: String(port),
    [rotationVariables.database]: databaseName,
    ...(masterSecretArn && { [rotationVariables.masterSecret]: masterSecretArn }),
    NODE_EXTRA_CA_CERTS: amazonAuthorities,
  };
}
