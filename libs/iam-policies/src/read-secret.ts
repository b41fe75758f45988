/** One secret, and the key that it is encrypted with. Each ARN may be an engine token. */
export interface SecretAccess {
  /** Where the secret is. */
  readonly nameScope: { readonly region: string };
  readonly secretArn: string;
  readonly secretKeyArn: string;
}

/**
 * Statements that let a role read one secret. Secrets Manager tells KMS which secret it asks for, so that the key opens
 * that one and no other.
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
