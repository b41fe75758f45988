import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Synthesized } from './synthesize';

/**
 * Seconds that AWS takes to create a resource of a type that takes more than half a minute. Rounded from what users report
 * of creations by Terraform, such as 400 to 800 s of a replication group in
 * https://github.com/hashicorp/terraform/pull/8275. The numbers say which stack starts first, and nothing else.
 */
const secondsOfTypes: Readonly<Record<string, number>> = {
  aws_cloudfront_distribution: 300,
  aws_db_instance: 600,
  aws_ec2_transit_gateway: 120,
  aws_ec2_transit_gateway_peering_attachment: 120,
  aws_ec2_transit_gateway_vpc_attachment: 90,
  aws_efs_mount_target: 90,
  aws_efs_replication_configuration: 120,
  aws_elasticache_replication_group: 600,
  aws_nat_gateway: 120,
  aws_rds_cluster: 60,
  aws_rds_cluster_instance: 480,
  aws_route53_zone: 45,
  aws_vpc_endpoint: 60,
  'AWS::AutoScaling::AutoScalingGroup': 180,
  'AWS::CloudFront::Distribution': 300,
  'AWS::ECS::Service': 180,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 150,
};

/** What the other types take together, for each resource: many are created side by side. */
const secondsOfOthers = 0.5;

/**
 * What the first deploy of a stack is expected to take, by the types of its resources. Resources of one type are created
 * side by side; those of different types are taken to wait for each other.
 *
 * @returns seconds
 */
export function expectedSeconds({ engine, directory, template }: Synthesized): number {
  const types = typesIn(engine, JSON.parse(readFileSync(join(directory, template), 'utf8')) as Template);
  const slow = [...new Set(types)].map((type) => secondsOfTypes[type] ?? 0);
  return slow.reduce((sum, seconds) => sum + seconds, types.length * secondsOfOthers);
}

/** The parts of a template, of either engine, that tell its resources. */
interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string }>>;
  readonly resource?: Readonly<Record<string, object>>;
}

/** The type of each resource. */
function typesIn(engine: Synthesized['engine'], { Resources = {}, resource = {} }: Template): string[] {
  if (engine === 'cdk') return Object.values(Resources).map(({ Type }) => Type);
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map(() => type));
}
