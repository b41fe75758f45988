/** What we read of a line that `terraform … -json` prints. */
export interface TerraformMessage {
  readonly type?: string;
  readonly '@message'?: string;
  readonly hook?: {
    readonly resource?: { readonly addr?: string };
    /** Of a resource that is begun, done or failed: `create`, `update`, `delete`, `read`. */
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

/** A line of Terraform's JSON output, or undefined for a line that is something else. */
export function parseMessage(line: string): TerraformMessage | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as TerraformMessage;
  } catch {
    return undefined;
  }
}

/** A diagnostic in words: the resource it concerns first, since that is what the reader looks for. */
export function describeDiagnostic({ summary, detail, address }: Diagnostic): string {
  return [address ? `${address}: ${summary}` : summary, detail?.trim()].filter(Boolean).join('\n  ');
}
