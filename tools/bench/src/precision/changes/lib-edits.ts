import { append, change, replace } from '../change';

const lock = 'libs/cdktf/terraform.lock.hcl';
const networkContract = 'libs/contracts/src/network/network.ts';

/** Edits of code that apps share. Some change every stack, some change one, and some change none. */
export const libEdits = [
  change(
    'one more action for administrators of every key',
    replace(
      'libs/kms-policies/src/key-policy.ts',
      "  'kms:List*',\n",
      "  'kms:List*',\n  'kms:ImportKeyMaterial',\n",
    ),
  ),
  change('an action less for databases', replace('libs/kms-policies/src/rds.ts', "'kms:ReEncrypt*', ", '')),
  change(
    'an action narrowed for CloudWatch Logs',
    replace('libs/kms-policies/src/cloudwatch-logs.ts', "'kms:Describe*'", "'kms:DescribeKey'"),
  ),
  change(
    'one action less for file systems, which no stack has',
    replace('libs/kms-policies/src/efs.ts', "'kms:DescribeKey'", "'kms:Describe*'"),
  ),
  change(
    'another description of a parameter',
    replace(networkContract, "'Id of the regional VPC'", "'Id of the VPC'"),
  ),
  change(
    'another description of a parameter that no CDK stack reads',
    replace(networkContract, 'Isolated subnets, one', 'Subnets without a way out, one'),
  ),
  change(
    'a new parameter that nobody reads yet',
    replace(networkContract, '  vpcCidr:', "  vpcName: parameter(/[a-z]+/, 'Name of the VPC'),\n  vpcCidr:"),
    replace(
      'libs/network/src/regional-network.ts',
      '      vpcCidr:',
      "      vpcName: 'regional',\n      vpcCidr:",
    ),
  ),
  change(
    'a new parameter that the database reads',
    replace(
      'apps/database/src/relational-stack.ts',
      'const { vpcId, isolatedSubnetIds } =',
      'const { vpcId, isolatedSubnetIds, vpcCidr: _ } =',
    ),
  ),
  change(
    'another form of the names of security groups',
    replace(
      'libs/naming/src/name-rules.ts',
      "securityGroup: { max: 255, separator: '-', alphabet: '._' }",
      "securityGroup: { max: 255, separator: '_', alphabet: '-.' }",
    ),
  ),
  change(
    'another limit for names of web ACLs, which no stack has',
    replace('libs/naming/src/name-rules.ts', 'webAcl: { max: 128', 'webAcl: { max: 120'),
  ),
  change(
    'another key of a tag that everything carries',
    replace('libs/tagging/src/tags.ts', "'bulkhead:cost-centre'", "'bulkhead:cost-center'"),
  ),
  change(
    'a setting of the Terraform provider',
    replace('libs/cdktf/src/bulkhead-stack.ts', 'maxRetries: 6', 'maxRetries: 7'),
  ),
  change(
    'the values that CDK publishes, without their pattern',
    replace('libs/cdk/src/publish.ts', "      ...(kind === 'string' && { allowedPattern: pattern }),\n", ''),
  ),
  change(
    'other words for what the emulator cannot take',
    replace(
      'libs/cdktf/src/emulator-omissions.ts',
      'a schedule without a function cannot be cancelled',
      'there is no way to cancel a schedule without a function',
    ),
  ),
  change(
    'other words in an error',
    replace('libs/config/src/loading/load-environment.ts', 'There is no', 'Found no'),
  ),
  change(
    'another version of the Terraform provider in its lock',
    replace(lock, 'version     = "5.100.0"', 'version     = "5.99.0"'),
  ),
  change(
    'the checksum of a further platform in the lock',
    replace(lock, '  hashes = [', `  hashes = [\n    "h1:${'A'.repeat(43)}=",`),
  ),
  change('a comment in the lock', append(lock, '# Nothing follows.')),
];
