import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Inventory, keyOfCloudFormation } from './inventory';

/** A kind of resource: its types in the templates of both engines, and what the inventory has of it. */
export interface ResourceKind {
  readonly name: string;
  readonly types: readonly string[];
  count(inventory: Inventory): number;
}

const every =
  (kind: keyof Inventory) =>
  (inventory: Inventory): number =>
    inventory[kind].length;
/** A kind of which AWS makes some by itself. */
const those =
  (kind: keyof Inventory, isOurs: (line: string) => boolean) =>
  (inventory: Inventory): number =>
    inventory[kind].filter(isOurs).length;
const startsWith = (prefix: string) => (line: string) => line.startsWith(prefix);

/** Kinds of which one too many would show: nothing but their tags keeps two of them apart. */
export const resourceKinds: readonly ResourceKind[] = [
  { name: 'VPCs', types: ['aws_vpc'], count: every('vpcs') },
  { name: 'subnets', types: ['aws_subnet'], count: every('subnets') },
  { name: 'NAT gateways', types: ['aws_nat_gateway'], count: every('natGateways') },
  { name: 'Elastic IP addresses', types: ['aws_eip'], count: every('addresses') },
  { name: 'internet gateways', types: ['aws_internet_gateway'], count: every('internetGateways') },
  // A VPC comes with a main route table and a default ACL.
  { name: 'route tables', types: ['aws_route_table'], count: those('routeTables', startsWith('own')) },
  { name: 'network ACLs', types: ['aws_network_acl'], count: those('networkAcls', startsWith('own')) },
  {
    name: 'security groups',
    types: ['aws_security_group', 'aws_default_security_group', 'AWS::EC2::SecurityGroup'],
    count: every('securityGroups'),
  },
  {
    name: "keys of Terraform's",
    types: ['aws_kms_key'],
    count: those('keys', (description) => description !== keyOfCloudFormation),
  },
  {
    name: 'roles',
    types: ['aws_iam_role', 'AWS::IAM::Role'],
    count: those('roles', startsWith('bulkhead-local-')),
  },
  {
    name: 'log groups',
    types: ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'],
    count: every('logGroups'),
  },
  { name: 'database clusters', types: ['aws_rds_cluster'], count: every('databaseClusters') },
  { name: 'database instances', types: ['aws_rds_cluster_instance'], count: every('databaseInstances') },
  {
    name: 'running services',
    types: ['AWS::ECS::Service'],
    count: those('services', (line) => line.endsWith(' ACTIVE')),
  },
];

/** How many resources of some types the synthesized templates of environment `local` have. */
export function countInTemplates(copy: WorkspaceCopy, types: readonly string[]): number {
  const { stacks } = JSON.parse(copy.read('dist/synth/local/index.json')) as {
    stacks: { template: string }[];
  };
  return stacks
    .flatMap(({ template }) => typesIn(JSON.parse(copy.read(template)) as Template))
    .filter((type) => types.includes(type)).length;
}

interface Template {
  /** Terraform's, by type and name. */
  readonly resource?: Readonly<Record<string, object>>;
  /** CloudFormation's, by logical id. */
  readonly Resources?: Readonly<Record<string, { readonly Type: string }>>;
}

function typesIn({ resource = {}, Resources = {} }: Template): string[] {
  return [
    ...Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map(() => type)),
    ...Object.values(Resources).map(({ Type }) => Type),
  ];
}
