import { type Mapping, type MappingTable } from '../mapping';
import { accountSettings } from './account-settings';
import { acm } from './acm';
import { autoScaling } from './autoscaling';
import { backup } from './backup';
import { cloudFront } from './cloudfront';
import { cloudTrail } from './cloudtrail';
import { cloudWatch } from './cloudwatch';
import { config } from './config';
import { detectors } from './detectors';
import { efs } from './efs';
import { elastiCache } from './elasticache';
import { elbv2 } from './elbv2';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { logs } from './logs';
import { messaging } from './messaging';
import { networkAcls } from './network-acls';
import { rds } from './rds';
import { route53 } from './route53';
import { s3 } from './s3';
import { secretsManager } from './secretsmanager';
import { securityGroups } from './security-groups';
import { ssm } from './ssm';
import { transitGateways } from './transit-gateways';
import { vpc } from './vpc';
import { waf } from './wafv2';

/** The tables, by the name of their file. */
const tables: Readonly<Record<string, MappingTable>> = {
  'account-settings': accountSettings,
  acm,
  autoscaling: autoScaling,
  backup,
  cloudfront: cloudFront,
  cloudtrail: cloudTrail,
  cloudwatch: cloudWatch,
  config,
  detectors,
  efs,
  elasticache: elastiCache,
  elbv2,
  iam,
  kms,
  lambda,
  logs,
  messaging,
  'network-acls': networkAcls,
  rds,
  route53,
  s3,
  secretsmanager: secretsManager,
  'security-groups': securityGroups,
  ssm,
  'transit-gateways': transitGateways,
  vpc,
  wafv2: waf,
};

/** The CloudFormation counterpart of every known Terraform type. */
export const mappings: Readonly<Record<string, Mapping | undefined>> = Object.assign(
  {},
  ...Object.values(tables),
);

/**
 * The file that a type belongs in, from the workspace root: the table that has the type, or the table with the most
 * similar type name, or a new one named after the service.
 */
export function mappingFileOf(type: string): string {
  let best = { file: type.split('_')[1] ?? type, alike: 'aws_'.length };
  for (const [file, table] of Object.entries(tables)) {
    for (const known of Object.keys(table)) {
      const alike = known === type ? Infinity : commonWords(known, type);
      if (alike > best.alike) best = { file, alike };
    }
  }
  return `libs/policy/src/terraform/mappings/${best.file}.ts`;
}

/** Length of the words that two type names start with. */
function commonWords(a: string, b: string): number {
  const [words, others] = [a.split('_'), b.split('_')];
  const differing = words.findIndex((word, index) => word !== others[index]);
  return words.slice(0, differing === -1 ? words.length : differing).join('_').length;
}
