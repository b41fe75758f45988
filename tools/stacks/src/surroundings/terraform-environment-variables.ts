import { dropped, ignored, passes, refused, type VariableRule } from './ruling';

const terraform = ['terraform'] as const;

/**
 * What Terraform and OpenTofu read.
 *
 * https://developer.hashicorp.com/terraform/cli/config/environment-variables,
 * https://opentofu.org/docs/cli/config/environment-variables
 */
export const terraformEnvironmentVariables: readonly VariableRule[] = [
  refused(
    ['TF_WORKSPACE'],
    'It selects another state than the one that the records of the environment are about.',
    { harmless: (value) => value === 'default' },
  ),
  refused(['TF_DATA_DIR'], 'What it names says which state is used, and with which provider.'),
  refused(
    ['TF_CLI_ARGS', 'TF_CLI_ARGS_*'],
    'Options of its own would change what is planned, where, and from which state.',
  ),
  refused(['TF_VAR_*'], 'A plan would depend on whose shell it was made in.'),
  refused(['TF_REATTACH_PROVIDERS'], 'A process somewhere would take the place of the locked provider.'),
  refused(['TF_ENCRYPTION'], 'OpenTofu would write a state and plans that nobody else can read.'),
  passes(
    ['TF_CLI_CONFIG_FILE'],
    terraform,
    'Where providers come from and what is cached. The committed lock says which ones they have to be; a file with `dev_overrides`, which goes around it, is refused.',
  ),
  passes(
    ['TF_PLUGIN_CACHE_DIR'],
    terraform,
    'A cache of providers; the committed lock is asked all the same.',
  ),
  passes(
    ['TF_REGISTRY_DISCOVERY_RETRY', 'TF_REGISTRY_CLIENT_TIMEOUT', 'TF_PROVIDER_DOWNLOAD_RETRY', 'TF_TOKEN_*'],
    terraform,
    'The way to a registry, and who may read there.',
  ),
  passes(
    ['TF_LOG', 'TF_LOG_CORE', 'TF_LOG_PROVIDER', 'TF_LOG_AWS_*', 'TF_LOG_SDK*'],
    terraform,
    'A log for whoever looks for a fault. Without TF_LOG_PATH it would come among the lines that the tool reads.',
    { onlyWith: 'TF_LOG_PATH' },
  ),
  passes(['TF_LOG_PATH', 'TF_LOG_PATH_MASK'], terraform, 'Where that log goes.'),
  dropped(['TF_INPUT', 'TF_IN_AUTOMATION', 'CHECKPOINT_DISABLE'], 'The tool sets its own.'),
  ignored(
    ['TF_STATE_PERSIST_INTERVAL'],
    'The tool counts on a state that is saved every 20 seconds, should Terraform be killed.',
  ),
  ignored(
    ['TF_SKIP_PROVIDER_VERIFY', 'TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE'],
    'Providers are those of the committed lock.',
  ),
  ignored(
    ['TF_CLOUD_*', 'TF_HTTP_*', 'TF_FORCE_LOCAL_BACKEND', 'TF_IGNORE', 'TF_ACC'],
    'Backends and modes that the tool does not use.',
  ),
];
