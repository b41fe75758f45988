import { BulkheadError } from '@bulkhead/errors';
import { accountRootArn, type AccountInput } from './account';
import type { PolicyStatement } from './policy-statement';

export interface KeyPolicyInput extends AccountInput {
  /** The statements of each service that uses the key, as returned by the functions of this library. */
  readonly statements: readonly (PolicyStatement | readonly PolicyStatement[])[];
  /**
   * What IAM policies of the account may grant on the key in addition to `statements`. `full`: everything.
   * `administration`: managing the key without using it, so that only `statements` give access to the data.
   * @default 'full'
   */
  readonly rootAccess?: 'full' | 'administration';
}

/** A key policy in the form that KMS, `AWS::KMS::Key` and `aws_kms_key` accept. */
export interface KeyPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

// Neither CreateGrant nor a cryptographic action: with one of them, an administrator could reach the data.
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
 * The complete policy document of a key: first administration by the account, then `statements` in order.
 *
 * The first statement keeps the key manageable. Without it, no IAM policy has any effect on the key. If the last
 * principal in the other statements is then deleted, only AWS Support can help.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 *
 * Throws `BulkheadError` with code `DuplicateSid`, or `WildcardPrincipal` if a statement names a principal that
 * contains `*`.
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
  // A caller may pass parsed JSON, where a principal can also be the plain string '*'.
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
