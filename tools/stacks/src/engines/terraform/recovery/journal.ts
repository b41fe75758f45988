import { existsSync, readFileSync } from 'node:fs';
import { parseMessage } from '../terraform-message';

/** The actions that Terraform reported before it ended or was killed. */
export interface Journal {
  /** Id of each object that was created and not destroyed again, by address. */
  readonly created: ReadonlyMap<string, string>;
  /** Addresses of resources whose creation Terraform started and did not report as finished: they may exist, or not. */
  readonly begun: ReadonlySet<string>;
  /** Addresses of all resources whose creation Terraform started, whatever the result. */
  readonly attempted: ReadonlySet<string>;
  /** Terraform's error for each resource that it could not create, by address. */
  readonly failures: ReadonlyMap<string, string>;
}

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui#operation-messages */
interface OperationHook {
  readonly resource?: { readonly addr?: string };
  readonly action?: string;
  readonly id_key?: string;
  readonly id_value?: string;
}

/**
 * Reads the output of `terraform apply -json`, which Terraform writes line by line. The last line may be incomplete. A
 * missing file gives an empty journal.
 */
export function readJournal(file: string): Journal {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const created = new Map<string, string>();
  const begun = new Set<string>();
  const attempted = new Set<string>();
  const failures = new Map<string, string>();
  const doomed = new Map<string, string | undefined>();
  for (const line of lines) {
    const message = parseMessage(line);
    const { address: failed, severity, summary = '', detail = '' } = message?.diagnostic ?? {};
    if (failed !== undefined && severity === 'error') failures.set(failed, `${summary} ${detail}`);
    const hook = message?.hook as OperationHook | undefined;
    const address = hook?.resource?.addr;
    if (!hook || address === undefined) continue;
    switch (`${message?.type} ${hook.action}`) {
      case 'apply_start create':
        begun.add(address);
        attempted.add(address);
        break;
      case 'apply_errored create':
        begun.delete(address);
        break;
      case 'apply_complete create':
        begun.delete(address);
        if (hook.id_value !== undefined) created.set(address, hook.id_value);
        break;
      case 'apply_start delete':
        doomed.set(address, hook.id_value);
        break;
      case 'apply_complete delete':
        // A replacement destroys the old object, before or after the new one of the same address is created.
        if (created.get(address) === doomed.get(address)) created.delete(address);
        break;
    }
  }
  return { created, begun, attempted, failures };
}
