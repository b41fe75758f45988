import { passes, type VariableRule } from './ruling';

const everyone = ['terraform', 'synthesis'] as const;

/** What every program needs of a shell, and how it reaches the network. */
export const processVariables: readonly VariableRule[] = [
  passes(['PATH'], everyone, 'Programs are found by it.'),
  passes(['HOME', 'USER', 'LOGNAME', 'SHELL'], everyone, 'Who runs it, and where their files are.'),
  passes(['TMPDIR', 'TMP', 'TEMP'], everyone, 'Where temporary files go.'),
  passes(
    ['LANG', 'LANGUAGE', 'LC_*', 'TZ', 'TERM'],
    ['terraform'],
    'How text and time are shown. A synthesis has fixed ones, since the order of sorted text may depend on them.',
  ),
  passes(
    ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_DATA_DIRS'],
    ['terraform'],
    'Where OpenTofu has its configuration, and either engine its providers.',
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
    'The way to the network, for engines and the calls of the tool itself. TLS still says who answers; the loopback interface is never asked for by proxy.',
  ),
  passes(
    ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
    ['terraform'],
    'Certificates of a company between here and AWS.',
  ),
  passes(
    ['GOGC', 'GOMEMLIMIT', 'GOMAXPROCS', 'GODEBUG'],
    ['terraform'],
    'How the runtime of Go works, `netdns` of a VPN included; neither a plan nor a state depends on it.',
  ),
  passes(
    ['ASDF_*', 'MISE_*', 'TFENV_*', 'TENV_*', 'TOFUENV_*', 'PROTO_*', 'AQUA_*'],
    ['terraform'],
    '`terraform` on the PATH may be a stand-in of a version manager, which finds the real one by these.',
  ),
  passes(
    ['AWS_VAULT*', 'GRANTED_*', 'SAML2AWS_*'],
    ['terraform'],
    'A `credential_process` may be one of these programs.',
  ),
  passes(
    ['NODE_OPTIONS'],
    ['synthesis'],
    'How Node runs, here as in the tool itself; a synthesis is repeated where it has changed.',
  ),
  {
    names: ['NODE_TLS_REJECT_UNAUTHORIZED'],
    rulings: { aws: 'refused', emulator: 'dropped' },
    readers: [],
    why: 'With `0`, anybody on the way could answer in place of AWS.',
    harmless: (value) => value !== '0',
  },
];
