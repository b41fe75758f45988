import { providerSource } from './provider-source';

/**
 * The value of `TF_REATTACH_PROVIDERS`, by which Terraform finds a provider that it has not started. With `Test`,
 * Terraform leaves the process alone: whoever started it ends it.
 * https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
 *
 * @param socket absolute path
 * @param pid the process at the socket. If nobody answers there, Terraform kills this process
 */
export function reattachAt(socket: string, pid: number): string {
  return JSON.stringify({
    [providerSource]: {
      Protocol: 'grpc',
      ProtocolVersion: 5,
      Pid: pid,
      Test: true,
      Addr: { Network: 'unix', String: socket },
    },
  });
}
