import { type IAMClient } from '@aws-sdk/client-iam';

/**
 * What IAM knows the policies of a caller by: the user, or the role that was assumed, whose path its session does not
 * tell. Undefined for the root of the account, which may do everything.
 *
 * @param caller ARN as `sts:GetCallerIdentity` has it
 * @throws where IAM has no policies of it, or does not tell
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
