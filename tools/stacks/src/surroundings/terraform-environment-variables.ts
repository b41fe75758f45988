import { dropped, ignored, passes, refused, type VariableRule } from './ruling';

const terraform = ['terraform'] as const;

/**
 * Variables that Terraform and OpenTofu read.
 *
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables,
 * https://opentofu.org/docs/cli/config/environment-variables
 */
export const terraformEnvironmentVariables: readonly VariableRule[] = [
  refused(['TF_WORKSPACE'], 'It selects another state than the records of the environment describe.', {
    harmless: (value) => value === 'default',
  }),
  refused(['TF_DATA_DIR'], 'The named folder decides which state and which provider are used.'),
  refused(
    ['TF_CLI_ARGS', 'TF_CLI_ARGS_*'],
    'Its options would change what is planned, where, and from which state.',
  ),
  refused(['TF_VAR_*'], 'A plan would depend on the shell of the user.'),
  refused(['TF_REATTACH_PROVIDERS'], 'Another process would take the place of the locked provider.'),
  refused(['TF_ENCRYPTION'], 'OpenTofu would write a state and plans that nobody else can read.'),
  passes(
    ['TF_CLI_CONFIG_FILE'],
    terraform,
    'The source and the cache of providers. The committed lock decides which providers are allowed. A file with `dev_overrides` is refused, because it bypasses the lock.',
  ),
  passes(
    ['TF_PLUGIN_CACHE_DIR'],
    terraform,
    'A cache of providers. The committed lock is checked all the same.',
  ),
  passes(
    ['TF_REGISTRY_DISCOVERY_RETRY', 'TF_REGISTRY_CLIENT_TIMEOUT', 'TF_PROVIDER_DOWNLOAD_RETRY', 'TF_TOKEN_*'],
    terraform,
    'Connections to a registry, and credentials for it.',
  ),
  passes(
    ['TF_LOG', 'TF_LOG_CORE', 'TF_LOG_PROVIDER', 'TF_LOG_AWS_*', 'TF_LOG_SDK*'],
    terraform,
    'A log for troubleshooting. Without TF_LOG_PATH, the log would mix with the lines that the tool reads.',
    { onlyWith: 'TF_LOG_PATH' },
  ),
  passes(['TF_LOG_PATH', 'TF_LOG_PATH_MASK'], terraform, 'The file of that log.'),
  dropped(['TF_INPUT', 'TF_IN_AUTOMATION', 'CHECKPOINT_DISABLE'], 'The tool sets its own value.'),
  ignored(
    ['TF_STATE_PERSIST_INTERVAL'],
    'The tool relies on a state that is saved every 20 seconds, in case Terraform is killed.',
  ),
  ignored(
    ['TF_SKIP_PROVIDER_VERIFY', 'TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE'],
    'The committed lock decides which providers are used.',
  ),
  ignored(
    ['TF_CLOUD_*', 'TF_HTTP_*', 'TF_FORCE_LOCAL_BACKEND', 'TF_IGNORE', 'TF_ACC'],
    'Backends and modes that the tool does not use.',
  ),
];
