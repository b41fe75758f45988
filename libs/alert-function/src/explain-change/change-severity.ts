import { type Severity } from '../alarm-description';
import { type Change, type ComplianceChange, type ResourceChange } from './config-event';
import { type Origin } from './origin';

/** How urgent a change is, and why. */
export interface Judged {
  readonly severity: Severity;
  readonly reason: string;
}

interface ByType extends Judged {
  readonly changes: readonly Change[];
  readonly types: readonly string[];
}

/** The first entry that fits counts. A type that is in none is worth no more than information. */
const table: readonly ByType[] = [
  {
    changes: ['DELETE'],
    types: [
      'AWS::CloudTrail::Trail',
      'AWS::Config::ConfigurationRecorder',
      'AWS::GuardDuty::Detector',
      'AWS::SecurityHub::Hub',
    ],
    severity: 'page',
    reason: 'what watches the account is gone',
  },
  {
    changes: ['DELETE'],
    types: ['AWS::KMS::Key'],
    severity: 'page',
    reason: 'nothing that the key encrypted can be read any more',
  },
  {
    changes: ['DELETE'],
    // Nothing in the event tells a bucket of logs or of patient data from another one.
    types: ['AWS::S3::Bucket'],
    severity: 'page',
    reason: 'the bucket may have held the audit log or patient data',
  },
  {
    changes: ['DELETE'],
    types: [
      'AWS::Backup::BackupVault',
      'AWS::Backup::RecoveryPoint',
      'AWS::EFS::FileSystem',
      'AWS::RDS::DBCluster',
      'AWS::RDS::GlobalCluster',
    ],
    severity: 'page',
    reason: 'data of patients, or the backup of it, is gone',
  },
  {
    changes: ['UPDATE'],
    types: ['AWS::CloudTrail::Trail', 'AWS::Config::ConfigurationRecorder', 'AWS::GuardDuty::Detector'],
    severity: 'page',
    reason: 'what watches the account may watch less than before',
  },
  {
    changes: ['CREATE', 'UPDATE', 'DELETE'],
    types: [
      'AWS::IAM::Group',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::IAM::User',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
    ],
    severity: 'ticket',
    reason: 'it decides who may do and read what',
  },
  {
    changes: ['CREATE', 'UPDATE', 'DELETE'],
    types: [
      'AWS::EC2::InternetGateway',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::RouteTable',
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::TransitGateway',
      'AWS::EC2::VPC',
      'AWS::EC2::VPCEndpoint',
      'AWS::EC2::VPCPeeringConnection',
      'AWS::ElasticLoadBalancingV2::Listener',
      'AWS::NetworkFirewall::Firewall',
      'AWS::WAFv2::WebACL',
    ],
    severity: 'ticket',
    reason: 'it decides what may reach the network',
  },
  {
    changes: ['UPDATE', 'DELETE'],
    types: [
      'AWS::Backup::BackupPlan',
      'AWS::Backup::BackupVault',
      'AWS::EFS::FileSystem',
      'AWS::Lambda::Function',
      'AWS::RDS::DBCluster',
      'AWS::RDS::DBInstance',
      'AWS::RDS::GlobalCluster',
      'AWS::S3::Bucket',
    ],
    severity: 'ticket',
    reason: 'it stores or handles data of patients',
  },
];

/** The types of resources that the table knows. */
export const judgedTypes: readonly string[] = [...new Set(table.flatMap(({ types }) => types))].sort();

/**
 * Names of managed rules whose breach means that data may be public, that the audit trail is not complete, or that the
 * account is open. A conformance pack and a prefix of one's own add to a name.
 * https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
const urgentRules = [
  'cloudtrail-enabled',
  'cloud-trail-enabled',
  'ebs-snapshot-public-restorable-check',
  'guardduty-enabled-centralized',
  'iam-root-access-key-check',
  'kms-cmk-not-scheduled-for-deletion',
  'multi-region-cloudtrail-enabled',
  'multi-region-cloud-trail-enabled',
  'rds-instance-public-access-check',
  'rds-snapshots-public-prohibited',
  's3-account-level-public-access-blocks',
  's3-bucket-level-public-access-prohibited',
  's3-bucket-public-read-prohibited',
  's3-bucket-public-write-prohibited',
];

const knownTypes: ReadonlySet<string> = new Set(table.flatMap(({ types }) => types));

/** A type of resource that this table names; undefined for any other text. */
export function knownType(type: string): string | undefined {
  return knownTypes.has(type) ? type : undefined;
}

/**
 * How urgent it is that a resource was changed. A change that belongs to a deployment was reviewed before, so it is
 * information; but not a deletion, which nobody can take back.
 */
export function severityOfChange({ type, change }: ResourceChange, { verdict }: Origin): Judged {
  const found = table.find(({ types, changes }) => types.includes(type) && changes.includes(change));
  if (!found) return { severity: 'information', reason: `${change} of such a resource is usual` };
  const { severity, reason } = found;
  if (verdict === 'deploy' && change !== 'DELETE')
    return {
      severity: 'information',
      reason: `it belongs to a deployment; otherwise ${severity}: ${reason}`,
    };
  return { severity, reason };
}

/** How urgent it is that a rule judges a resource in another way. */
export function severityOfCompliance({ rule, compliance }: ComplianceChange): Judged {
  if (compliance !== 'NON_COMPLIANT')
    return { severity: 'information', reason: 'the rule finds no fault with the resource' };
  const isUrgent = urgentRules.some((urgent) => rule.toLowerCase().includes(urgent));
  return isUrgent
    ? {
        severity: 'page',
        reason: 'data may be public, the audit trail may have a gap, or the account may be open',
      }
    : { severity: 'ticket', reason: 'the resource breaks a rule' };
}
