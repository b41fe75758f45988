import { type AdditionKind } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

/** Policies of secrets: they let others read them. */
export const secretPolicies: AdditionKind = {
  name: 'policy of a secret',
  parents: {
    aws_secretsmanager_secret: ({ physicalId }) => physicalId,
    'AWS::SecretsManager::Secret': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_secretsmanager_secret_policy: ({ attributes: a }) => [
      { parent: text(a['secret_arn']), content: 'set' },
    ],
    'AWS::SecretsManager::ResourcePolicy': ({ attributes: a }) => [
      { parent: text(a['SecretId']), content: 'set' },
    ],
  },
  compared: { aws_secretsmanager_secret: ['policy'] },
  async list(arns, services) {
    const { DeleteResourcePolicyCommand, GetResourcePolicyCommand } =
      await import('@aws-sdk/client-secrets-manager');
    const client = await services.secrets();
    return askEach(arns, async (SecretId) => {
      const answer = await whereThere(client.send(new GetResourcePolicyCommand({ SecretId })));
      if (!answer?.ResourcePolicy) return [];
      return [
        {
          parent: SecretId,
          content: 'set',
          detail: canonicalDocument(answer.ResourcePolicy),
          remove: () => client.send(new DeleteResourcePolicyCommand({ SecretId })),
        },
      ];
    });
  },
};
