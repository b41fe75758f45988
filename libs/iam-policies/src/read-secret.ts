/** One secret and its key. Each ARN may be an engine token. */
export interface SecretAccess {
  /** The region of the secret. */
  readonly nameScope: { readonly region: string };
  readonly secretArn: string;
  readonly secretKeyArn: string;
}

/**
 * Statements that let a role read one secret. Secrets Manager passes the secret to KMS, so the role can use the key for
 * this secret only.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function readSecret({ nameScope, secretArn, secretKeyArn }: SecretAccess): object[] {
  return [
    { Sid: 'ReadSecret', Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: secretArn },
    {
      Sid: 'DecryptSecret',
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: secretKeyArn,
      Condition: {
        StringEquals: {
          'kms:ViaService': `secretsmanager.${nameScope.region}.amazonaws.com`,
          'kms:EncryptionContext:SecretARN': secretArn,
        },
      },
    },
  ];
}
