import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

const keys: AdditionKind['parents'] = {
  aws_kms_key: ({ physicalId }) => physicalId,
  aws_kms_replica_key: ({ physicalId }) => physicalId,
  aws_kms_external_key: ({ physicalId }) => physicalId,
  'AWS::KMS::Key': ({ physicalId }) => physicalId,
  'AWS::KMS::ReplicaKey': ({ physicalId }) => physicalId,
};

/** The id at the end of an ARN (`key/<id>`), or the id itself. */
const keyId = (reference: unknown): string => text(reference).replace(/^.*:key\//, '');

/**
 * Services create a grant for each object that they encrypt, for themselves or for a role of their own: the principal
 * ends in `amazonaws.com`, or is in the path of service-linked roles.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/using-service-linked-roles.html
 */
const isService = (principal = ''): boolean =>
  /\.amazonaws\.com(?:\.cn)?$|:role\/aws-service-role\//.test(principal);

/** Grants on keys: they allow a use of the key that no key policy shows. */
export const keyGrants: AdditionKind = {
  name: 'grant on a key',
  parents: keys,
  declares: { aws_kms_grant: ({ attributes: a }) => [{ id: text(a['grant_id']) }] },
  async list(ids, services) {
    const { paginateListGrants, RevokeGrantCommand } = await import('@aws-sdk/client-kms');
    const client = await services.kms();
    return askEach(ids, async (KeyId) => {
      const grants = await whereThere(
        everyPage(paginateListGrants({ client }, { KeyId }), (page) => page.Grants),
      );
      return (grants ?? []).map((grant) => {
        const { GrantId = '', GranteePrincipal = '', IssuingAccount, Operations = [], Constraints } = grant;
        return {
          parent: KeyId,
          id: GrantId,
          content: `grant to ${GranteePrincipal} of ${[...Operations].sort().join(', ')}`,
          detail: { GrantId, constraints: canonicalDocument(Constraints ?? {}) },
          ...([GranteePrincipal, IssuingAccount].some(isService) && {
            byAws: 'a grant that a service of AWS made for itself',
          }),
          remove: () => client.send(new RevokeGrantCommand({ KeyId, GrantId })),
        };
      });
    });
  },
};

/** Aliases of keys. */
export const keyAliases: AdditionKind = {
  name: 'alias of a key',
  parents: keys,
  declares: {
    aws_kms_alias: ({ attributes: a }) => [
      { parent: keyId(a['target_key_id']), content: text(a['name']) },
      { id: text(a['name']) },
    ],
    'AWS::KMS::Alias': byId,
  },
  async list(ids, services) {
    const { DeleteAliasCommand, paginateListAliases } = await import('@aws-sdk/client-kms');
    const client = await services.kms();
    const wanted = new Set(ids);
    const all = await everyPage(paginateListAliases({ client }, {}), ({ Aliases }) => Aliases);
    return all
      .filter(({ TargetKeyId = '' }) => wanted.has(TargetKeyId))
      .map(({ AliasName = '', TargetKeyId = '' }) => ({
        parent: TargetKeyId,
        id: AliasName,
        content: AliasName,
        remove: () => client.send(new DeleteAliasCommand({ AliasName })),
      }));
  },
};
