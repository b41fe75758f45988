import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Variables with the path of a file or folder that more than one process reads. */
const pathVariables = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_CA_BUNDLE',
  'SSL_CERT_FILE',
  'TF_CLI_CONFIG_FILE',
  'TF_PLUGIN_CACHE_DIR',
  'TF_LOG_PATH',
] as const;

/**
 * Variables with relative paths, made absolute. Terraform runs in a folder of its own, where a relative path of the
 * user leads nowhere, so Terraform would use other credentials than the tool. The SDK for JavaScript knows `~/`, and
 * the SDK for Go does not.
 *
 * @param workingDirectory the user's folder
 */
export function absolutePaths(
  variables: NodeJS.ProcessEnv,
  workingDirectory: string,
): Readonly<Record<string, string>> {
  const made = pathVariables.flatMap((name): [string, string][] => {
    const path = variables[name];
    if (!path) return [];
    const atHome = path.startsWith('~/') ? join(variables['HOME'] || homedir(), path.slice(2)) : path;
    return [[name, resolve(workingDirectory, atHome)]];
  });
  return Object.fromEntries(made);
}
