import { dropped, ignored, passes, passesToAws, refused, refusedToAws, type VariableRule } from './ruling';

const terraform = ['terraform'] as const;

/**
 * Variables that the SDKs, the AWS provider and the S3 backend read.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html,
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs,
 * https://developer.hashicorp.com/terraform/language/v1.11.x/backend/s3
 */
export const awsVariables: readonly VariableRule[] = [
  {
    names: ['AWS_ENDPOINT_URL'],
    rulings: { aws: 'refused', emulator: 'passes' },
    readers: terraform,
    why: 'Another server would answer in place of AWS, and would get credentials. On the emulator, the variable names the emulator.',
  },
  refusedToAws(['AWS_ENDPOINT_URL_*'], 'Another server would answer for one service.'),
  {
    names: ['AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION'],
    rulings: { aws: 'refused', emulator: 'dropped' },
    readers: [],
    why: 'CloudFormation would fetch templates from there. On the emulator, the tool sets its own value.',
  },
  refusedToAws(
    ['AWS_S3_ENDPOINT', 'AWS_DYNAMODB_ENDPOINT', 'AWS_IAM_ENDPOINT', 'AWS_STS_ENDPOINT', 'TF_AWS_*_ENDPOINT'],
    "Older names for endpoints in Terraform's S3 backend and provider.",
  ),
  dropped(
    ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'],
    'No configured endpoint can be ignored: in AWS it is refused, and on the emulator it has to be used.',
  ),
  passesToAws(
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_CREDENTIAL_EXPIRATION'],
    terraform,
    'Credentials. The run checks their account before anything else.',
  ),
  passesToAws(
    ['AWS_PROFILE', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_SDK_LOAD_CONFIG'],
    terraform,
    'The place of credentials. The settings in the files have a table of their own.',
  ),
  passesToAws(
    ['AWS_DEFAULT_PROFILE'],
    [],
    'Terraform reads it, but the SDK of the tool does not. So the tool passes it on as AWS_PROFILE.',
  ),
  passesToAws(
    ['AWS_ROLE_ARN', 'AWS_ROLE_SESSION_NAME', 'AWS_WEB_IDENTITY_TOKEN_FILE'],
    terraform,
    'Credentials for a token, such as that of a CI system.',
  ),
  passesToAws(
    [
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    ],
    terraform,
    'Credentials of a container.',
  ),
  passesToAws(
    [
      'AWS_EC2_METADATA_DISABLED',
      'AWS_EC2_METADATA_V1_DISABLED',
      'AWS_EC2_METADATA_SERVICE_ENDPOINT',
      'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE',
      'AWS_METADATA_SERVICE_TIMEOUT',
      'AWS_METADATA_SERVICE_NUM_ATTEMPTS',
    ],
    terraform,
    'Credentials of an EC2 instance.',
  ),
  passesToAws(['AWS_CA_BUNDLE'], terraform, 'Certificates of a company proxy between this machine and AWS.'),
  {
    names: ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'],
    rulings: { aws: 'passes', emulator: 'ignored' },
    readers: terraform,
    why: 'Other endpoints of AWS itself. A regulation or a network may require them. The emulator has none.',
  },
  dropped(
    ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    'The environment names its regions, and the tool sets the region of every client and provider. A role is assumed in the region of the run.',
  ),
  ignored(
    ['AWS_STS_REGIONAL_ENDPOINTS'],
    'With `legacy`, a run of the DR region would need us-east-1 for its credentials.',
  ),
  ignored(
    [
      'AWS_S3_US_EAST_1_REGIONAL_ENDPOINT',
      'AWS_S3_USE_ARN_REGION',
      'AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS',
      'AWS_S3_DISABLE_EXPRESS_SESSION_AUTH',
      'AWS_REQUEST_CHECKSUM_CALCULATION',
      'AWS_RESPONSE_CHECKSUM_VALIDATION',
      'AWS_ACCOUNT_ID',
      'AWS_ACCOUNT_ID_ENDPOINT_MODE',
      'AWS_DEFAULTS_MODE',
      'AWS_ENABLE_ENDPOINT_DISCOVERY',
    ],
    'Requests are addressed and checked in the same way on all machines.',
  ),
  ignored(['AWS_MAX_ATTEMPTS', 'AWS_RETRY_MODE'], 'One budget decides how often a run tries again.'),
  ignored(
    ['AWS_ACCESS_KEY', 'AWS_SECRET_KEY', 'AWS_SECURITY_TOKEN'],
    'Old names of credentials. Terraform takes them, but the SDK of the tool does not, so nobody would check their account.',
  ),
  refused(['AWS_SSE_CUSTOMER_KEY'], 'Terraform would encrypt its state with a key that nobody else has.'),
  refused(['TF_AWS_DEFAULT_TAGS_*'], 'Every taggable resource would get a tag that no code has.'),
  refused(
    ['TF_AWS_IGNORE_TAGS_KEYS', 'TF_AWS_IGNORE_TAGS_KEY_PREFIXES'],
    'Tags would be left out of the plan.',
  ),
  passes(
    ['AWS_SDK_UA_APP_ID', 'AWS_EXECUTION_ENV', 'TF_APPEND_USER_AGENT'],
    terraform,
    'The user agent of a call, for the logs of AWS.',
  ),
  passes(['AWS_SDK_JS_*'], [], 'Warnings of the SDK of the tool.'),
  dropped(
    ['AWS_PAGER', 'AWS_DEFAULT_OUTPUT', 'AWS_CLI_*', 'AWS_SSO_*', 'AWS_COMPLETER*'],
    'Settings of the aws CLI, and marks that its helpers leave in a shell.',
  ),
];
