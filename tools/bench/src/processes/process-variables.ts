import { existsSync } from 'node:fs';

/**
 * The variables of this process, for a measured process. Variables of npm, Nx and Bulkhead are left out. Nothing may
 * make a tool call home, ask a question or wait for a network.
 */
export function processVariables(variables: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(variables).filter(
    ([name, value]) => !/^(npm_|NX_|BULKHEAD_|AWS_|NODE_OPTIONS|INIT_CWD|FORCE_COLOR)/.test(name) && value,
  );
  const { TF_CLI_CONFIG_FILE: configuration, ...rest } = Object.fromEntries(kept);
  return {
    ...rest,
    // Terraform, and cdktf through it, prints a complaint at every start about a configuration file that does not
    // exist.
    ...(configuration && existsSync(configuration) && { TF_CLI_CONFIG_FILE: configuration }),
    NX_DAEMON: 'false',
    AWS_EC2_METADATA_DISABLED: 'true',
    CHECKPOINT_DISABLE: '1',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_COLOR: '1',
  };
}
