/**
 * The Terraform commands that take the state lock, with the name of their operation in the lock.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/backendrun/operation.go and
 * `stateLocker.Lock` in
 * https://github.com/hashicorp/terraform/tree/v1.11.4/internal/command
 */
const operations: Readonly<Record<string, string>> = {
  apply: 'OperationTypeApply',
  // Terraform records a destroy as an apply:
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/command/apply.go
  destroy: 'OperationTypeApply',
  // Terraform records an import without a type:
  // https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/local/backend_local.go
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

/** The operation of a command in the state lock; undefined for a command that takes no lock. */
export function lockedOperation(args: readonly string[]): string | undefined {
  if (args.includes('-lock=false')) return undefined;
  const [verb = '', further = ''] = args;
  return operations[verb === 'state' ? `${verb} ${further}` : verb];
}
