import { BulkheadError } from '@bulkhead/errors';
import { accountRootArn, type AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface KeyPolicyInput extends AccountInput {
  /** The statements of each using service, as the functions of this library return them. */
  readonly statements: readonly (PolicyStatement | readonly PolicyStatement[])[];
  /**
   * What IAM policies of the account may grant on the key beyond `statements`: `full`, or the
   * `administration` of the key without using it, so that data is reached only as `statements` say.
   * @default 'full'
   */
  readonly rootAccess?: 'full' | 'administration';
}

/** A key policy as KMS, `AWS::KMS::Key` and `aws_kms_key` take it. */
export interface KeyPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

// Neither CreateGrant nor a cryptographic action: an administrator could otherwise reach the data.
const administration = [
  'kms:CancelKeyDeletion',
  'kms:Describe*',
  'kms:Disable*',
  'kms:Enable*',
  'kms:Get*',
  'kms:List*',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:Update*',
  'kms:CreateAlias',
  'kms:DeleteAlias',
];

/**
 * The whole policy document of a key: administration by the account first, then `statements` in order.
 *
 * The first statement keeps the key manageable. Without it no IAM policy has any effect on the key, and
 * when the last principal named elsewhere is deleted only AWS Support can help.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 *
 * Throws `BulkheadError` with code `DuplicateSid`, or `WildcardPrincipal` when a statement speaks of a
 * principal with `*` in it.
 */
export function keyPolicy({ statements, rootAccess = 'full', ...owner }: KeyPolicyInput): KeyPolicy {
  const root: PolicyStatement = {
    Sid: 'AccountAdministration',
    Effect: 'Allow',
    Principal: { AWS: accountRootArn(owner) },
    Action: rootAccess === 'full' ? ['kms:*'] : administration,
    Resource: '*',
  };
  const all = [root, ...statements.flat()];
  assertUniqueSids(all);
  all.forEach(assertNamedPrincipal);
  return { Version: '2012-10-17', Statement: all };
}

function assertUniqueSids(statements: readonly PolicyStatement[]): void {
  const seen = new Set<string>();
  for (const { Sid } of statements) {
    if (seen.has(Sid)) {
      throw new BulkheadError('DuplicateSid', `The key policy has two statements with the Sid ${Sid}.`, {
        next: 'ask each service for its statements once, with all of its ARNs',
      });
    }
    seen.add(Sid);
  }
}

function assertNamedPrincipal({ Sid, Principal }: PolicyStatement): void {
  // A caller may hand over parsed JSON, where a principal can also be the bare string '*'.
  const names: readonly unknown[] =
    typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat();
  if (names.length === 0 || names.some((name) => String(name).includes('*'))) {
    throw new BulkheadError(
      'WildcardPrincipal',
      `Statement ${Sid} of the key policy names the principal ${JSON.stringify(Principal)}, which is open to others.`,
      { next: 'name the account, the role or the service, and narrow it with a condition' },
    );
  }
}
