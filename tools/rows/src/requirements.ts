/**
 * The requirements of the platform, one row each. They are grouped by the five reference systems that they come from.
 * Tests quote in their names the rows that they cover.
 */
export const requirements = {
  'P1.1': 'VPC over three zones in three tiers, NAT gateways as many as configured, flow logs',
  'P1.2': 'Aurora Serverless v2 in two zones or more, under a key of its own, with a global secondary in DR',
  'P1.3': 'Database credentials in an encrypted secret that is rotated every 30 days, global database or not',
  'P1.4':
    'The same Fargate service in both regions: scaled, rolled back by itself, its exec sessions audited',
  'P1.5': 'Session cache that fails over, encrypted at rest and in transit, with authentication',
  'P1.6': 'File system in every zone, mounted over TLS with IAM, backed up and replicated to DR',
  'P1.7': 'Public load balancer: HTTPS alone, access logs, web ACL, protected from deletion',
  'P1.8': 'Alarms with actions on database, tasks, targets and file system; encrypted logs that are kept',
  'P1.9': 'Central backup vault, copies in another region, restores tested on a schedule',
  'P1.10': 'GuardDuty, Security Hub, Config, logs of the web ACL and of the network',
  'P1.11': 'RPO below 15 minutes and RTO below one hour, measured by drills that can be repeated',
  'P1.12': 'Integration tests that ask the deployed environment itself, by its outputs file',
  'P2.1': 'VPC over three zones in three tiers, security groups with configured address ranges',
  'P2.2':
    'Load balancer before an EC2 Auto Scaling group that is health-checked and scales on CPU and memory',
  'P2.3': 'Data, log and static buckets: encrypted, versioned, logged, archived, never public',
  'P2.4': 'CloudFront before the static bucket and the API, with web ACL, logs and a domain of its own',
  'P2.5': 'DNS by latency with health checks in every region, by failover where asked',
  'P2.6': 'AWS Config with rules and notifications',
  'P2.7': 'Dashboards, and alarms that notify',
  'P2.8': 'Topics, and three TypeScript functions for uploads, alarms and changes of configuration',
  'P2.9': 'A role per service with the least privilege, and a reason for every wildcard',
  'P2.10': 'A validated trail of all regions, with alerts',
  'P2.11': 'A pipeline that builds, tests and deploys what changed, with an approval before production',
  'P2.12': 'Across regions: replicated objects, database replicas, optional peering of the networks',
  'P3.1': "Terraform's state local, or in S3 with its own locking, as the environment says",
  'P3.2': 'Objects replicated within 15 minutes, measured, encrypted at both ends, deletions included',
  'P3.3': 'Aurora global cluster with two instances or more, Performance Insights and enhanced monitoring',
  'P3.4': 'Old versions of objects archived, and kept for seven years',
  'P3.5': 'A trail with data events, in a bucket that takes it from that trail alone and logs access',
  'P3.6': 'VPC endpoints for S3 and for the services that workloads call',
  'P3.7': 'Key policies that let in each service that uses the key, conditioned, and nobody else',
  'P3.8': 'Backups hourly, daily, weekly and monthly, the last in cold storage for seven years, copied to DR',
  'P3.9':
    'Routes and rules as resources of their own, a provider for each region, the account checked against the caller',
  'P3.10': 'Bucket keys, a recovery window for secrets, no password anywhere, tags for cost, class and owner',
  'P3.11': 'Names that stay, collide with no other and have nothing random in them',
  'P4.1': 'RDS PostgreSQL with a standby in isolated subnets, monitored, under a key of its own',
  'P4.2': 'ECS on EC2 capacity: IMDSv2, encrypted volumes, hardened user data',
  'P4.3': 'Security-group rules both ways between service and database, and few ways out',
  'P4.4': 'IAM statements that are named and conditioned, and may decrypt the secret that tasks read',
  'P4.5': 'Tags for deployment, environment, cost centre, owner and compliance on all that takes tags',
  'P4.6': 'An environment that can be destroyed cleanly where its configuration says so, and nowhere else',
  'P5.1': 'VPC over two zones with its given networks and one NAT gateway',
  'P5.2': 'Aurora Serverless v2 at its smallest, TLS only, a managed password rotated without a function',
  'P5.3': 'A Fargate service that runs and reads its secret, alone in reach of the database',
} as const;

/** A row, such as `P1.5`. */
export type Row = keyof typeof requirements;

/**
 * Rows that the platform claims to fulfil. A claim without a test is refused. P2.8 is not claimed: of its three
 * functions, only the one for uploads exists; the topics and the other two functions do not exist.
 */
export const claimed: readonly Row[] = [
  'P1.1',
  'P1.2',
  'P1.3',
  'P1.4',
  'P1.5',
  'P1.6',
  'P1.7',
  'P1.9',
  'P2.1',
  'P2.2',
  'P2.3',
  'P2.9',
  'P2.12',
  'P3.1',
  'P3.2',
  'P3.3',
  'P3.4',
  'P3.6',
  'P3.7',
  'P3.8',
  'P3.9',
  'P3.10',
  'P3.11',
  'P4.1',
  'P4.2',
  'P4.3',
  'P4.4',
  'P4.5',
  'P4.6',
  'P5.1',
  'P5.2',
  'P5.3',
];
