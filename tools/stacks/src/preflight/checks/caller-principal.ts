import { type IAMClient } from '@aws-sdk/client-iam';

/**
 * The principal whose policies IAM keeps for a caller: the user, or the assumed role. The session of a role does not
 * show the path of the role. Undefined for the root of the account, which may do everything.
 *
 * @param caller ARN as `sts:GetCallerIdentity` returns it
 * @throws if IAM has no policies of the caller, or does not answer
 */
export async function callerPrincipal(client: IAMClient, caller: string): Promise<string | undefined> {
  if (/^arn:[^:]+:iam::\d+:root$/.test(caller)) return undefined;
  if (/^arn:[^:]+:iam::\d+:user\//.test(caller)) return caller;
  const [, role] = /^arn:[^:]+:sts::\d+:assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (!role) throw new Error(`IAM keeps no policies of ${caller}`);
  const { GetRoleCommand } = await import('@aws-sdk/client-iam');
  const { Role } = await client.send(new GetRoleCommand({ RoleName: role }));
  if (!Role?.Arn) throw new Error(`IAM does not tell the role of ${caller}`);
  return Role.Arn;
}
