/**
 * The commands of Terraform that take the lock on the state, with what they call their operation in it.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/backendrun/operation.go and `stateLocker.Lock` in
 * https://github.com/hashicorp/terraform/tree/v1.11.4/internal/command
 */
const operations: Readonly<Record<string, string>> = {
  apply: 'OperationTypeApply',
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/apply.go has it as an apply.
  destroy: 'OperationTypeApply',
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/backend_local.go lets it have no type.
  import: 'OperationTypeInvalid',
  plan: 'OperationTypePlan',
  refresh: 'OperationTypeRefresh',
  taint: 'taint',
  untaint: 'untaint',
  'state mv': 'state-mv',
  'state push': 'state-push',
  'state replace-provider': 'state-replace-provider',
  'state rm': 'state-rm',
};

/** What Terraform calls a command in the lock that it takes on the state; undefined for one that takes none. */
export function lockedOperation(args: readonly string[]): string | undefined {
  if (args.includes('-lock=false')) return undefined;
  const [verb = '', further = ''] = args;
  return operations[verb === 'state' ? `${verb} ${further}` : verb];
}
