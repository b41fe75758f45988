/** The parts of a `terraform … -json` output line that the tool reads. */
export interface TerraformMessage {
  readonly type?: string;
  readonly '@message'?: string;
  readonly hook?: {
    readonly resource?: { readonly addr?: string };
    /** The action on a resource that is begun, done or failed: `create`, `update`, `delete`, `read`. */
    readonly action?: string;
  };
  readonly changes?: {
    readonly add: number;
    readonly change: number;
    readonly remove: number;
    readonly operation: string;
  };
  readonly diagnostic?: Diagnostic;
}

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui#diagnostic */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** A message of Terraform's JSON output; undefined for any other line. */
export function parseMessage(line: string): TerraformMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as TerraformMessage;
  } catch {
    return undefined;
  }
}

/** A diagnostic as text. The resource comes first, because the reader looks for it. */
export function describeDiagnostic({ summary, detail, address }: Diagnostic): string {
  return [address ? `${address}: ${summary}` : summary, detail?.trim()].filter(Boolean).join('\n  ');
}
