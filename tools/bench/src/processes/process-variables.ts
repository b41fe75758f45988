import { existsSync } from 'node:fs';

/**
 * The variables of this process for one that is measured: without what npm, Nx and Bulkhead say of themselves, and
 * without anything that would make a tool call home, ask, or wait for a network.
 */
export function processVariables(variables: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(
    ([name, value]) => !/^(npm_|NX_|BULKHEAD_|AWS_|NODE_OPTIONS|INIT_CWD|FORCE_COLOR)/.test(name) && value,
  );
  const { TF_CLI_CONFIG_FILE: configuration, ...rest } = Object.fromEntries(kept);
  return {
    ...rest,
    // Terraform, and cdktf which calls it, complain at every start about a configuration that does not exist.
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
    NX_DAEMON: 'false',
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_COLOR: '1',
  };
}
