import { passes, type VariableRule } from './ruling';

const everyone = ['terraform', 'synthesis'] as const;

/** Variables that every program needs from a shell, and variables for the network. */
export const processVariables: readonly VariableRule[] = [
  passes(['PATH'], everyone, 'Programs are found with it.'),
  passes(['HOME', 'USER', 'LOGNAME', 'SHELL'], everyone, 'The user, their home and their shell.'),
  passes(['TMPDIR', 'TMP', 'TEMP'], everyone, 'The folder for temporary files.'),
  passes(
    ['LANG', 'LANGUAGE', 'LC_*', 'TZ', 'TERM'],
    ['terraform'],
    'The format of text and time. A synthesis has fixed values, because the order of sorted text may depend on them.',
  ),
  passes(
    ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_DATA_DIRS'],
    ['terraform'],
    'The folders for the configuration of OpenTofu, and for the providers of Terraform and OpenTofu.',
  ),
  passes(
    ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'SSH_AUTH_SOCK', 'GPG_TTY'],
    ['terraform'],
    'A `credential_process` may ask a keyring or an agent.',
  ),
  passes(
    [
      'HTTP_PROXY',
      'HTTPS_PROXY',
      'NO_PROXY',
      'ALL_PROXY',
      'http_proxy',
      'https_proxy',
      'no_proxy',
      'all_proxy',
    ],
    ['terraform'],
    'The way to the network, for engines and for calls of the tool itself. TLS still proves who answers. Calls to the loopback interface never use the proxy.',
  ),
  passes(
    ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
    ['terraform'],
    'Certificates of a company proxy between this machine and AWS.',
  ),
  passes(
    ['GOGC', 'GOMEMLIMIT', 'GOMAXPROCS', 'GODEBUG'],
    ['terraform'],
    'Settings of the Go runtime, such as `netdns` for a VPN. No plan and no state depends on them.',
  ),
  passes(
    ['ASDF_*', 'MISE_*', 'TFENV_*', 'TENV_*', 'TOFUENV_*', 'PROTO_*', 'AQUA_*'],
    ['terraform'],
    '`terraform` on the PATH may belong to a version manager, which finds the real program with these variables.',
  ),
  passes(
    ['AWS_VAULT*', 'GRANTED_*', 'SAML2AWS_*'],
    ['terraform'],
    'A `credential_process` may be one of these programs.',
  ),
  passes(
    ['NODE_OPTIONS'],
    ['synthesis'],
    'Options of Node, for a synthesis as for the tool itself. If they change, stacks are synthesized again.',
  ),
  {
    names: ['NODE_TLS_REJECT_UNAUTHORIZED'],
    rulings: { aws: 'refused', emulator: 'dropped' },
    readers: [],
    why: 'With `0`, anybody on the network path could answer in place of AWS.',
    harmless: (value) => value !== '0',
  },
];
