import { terraformOf, type Terraform } from '@bulkhead/cdktf/testing';
import { hasStack, presetNames, type PresetName } from '@bulkhead/config';
import { nameRules } from '@bulkhead/naming';
import { BackupStack } from './backup-stack';
import { CacheStack } from './cache-stack';
import { CredentialsStack } from './credentials-stack';
import { FileSystemStack } from './file-system-stack';
import { RelationalStack } from './relational-stack';
import { StaticAssetsStack } from './static-assets-stack';
import { StorageStack } from './storage-stack';
import { contextOf } from './testing';

const stacks = {
  relational: RelationalStack,
  credentials: CredentialsStack,
  cache: CacheStack,
  storage: StorageStack,
  'static-assets': StaticAssetsStack,
  'file-system': FileSystemStack,
  backup: BackupStack,
};

/** Names that must be unique in an account, by Terraform's type and attribute, with the maximum length in AWS. */
const limits: Readonly<Record<string, number>> = {
  'aws_backup_plan.name': nameRules.backupPlan.max,
  'aws_backup_restore_testing_plan.name': nameRules.restoreTestingPlan.max,
  'aws_backup_restore_testing_selection.name': nameRules.restoreTestingPlan.max,
  'aws_backup_vault.name': nameRules.backupVault.max,
  'aws_cloudwatch_event_rule.name': nameRules.eventRule.max,
  'aws_cloudwatch_log_group.name': nameRules.logGroup.max,
  'aws_cloudwatch_metric_alarm.alarm_name': nameRules.alarm.max,
  'aws_db_instance.final_snapshot_identifier': nameRules.snapshot.max,
  'aws_db_instance.identifier': nameRules.databaseIdentifier.max,
  'aws_db_parameter_group.name': nameRules.parameterGroup.max,
  'aws_db_subnet_group.name': nameRules.subnetGroup.max,
  'aws_efs_file_system.creation_token': nameRules.fileSystem.max,
  'aws_elasticache_parameter_group.name': nameRules.parameterGroup.max,
  'aws_elasticache_replication_group.final_snapshot_identifier': nameRules.snapshot.max,
  'aws_elasticache_replication_group.replication_group_id': nameRules.cacheIdentifier.max,
  'aws_elasticache_subnet_group.name': nameRules.subnetGroup.max,
  'aws_elasticache_user.user_id': nameRules.cacheIdentifier.max,
  'aws_elasticache_user.user_name': nameRules.cacheIdentifier.max,
  'aws_elasticache_user_group.user_group_id': nameRules.cacheIdentifier.max,
  'aws_iam_role.name': nameRules.iamRole.max,
  'aws_kms_alias.name': nameRules.keyAlias.max,
  'aws_lambda_function.function_name': nameRules.function.max,
  'aws_rds_cluster.cluster_identifier': nameRules.databaseIdentifier.max,
  'aws_rds_cluster.final_snapshot_identifier': nameRules.snapshot.max,
  'aws_rds_cluster_instance.identifier': nameRules.databaseIdentifier.max,
  'aws_rds_cluster_parameter_group.name': nameRules.parameterGroup.max,
  'aws_rds_global_cluster.global_cluster_identifier': nameRules.databaseIdentifier.max,
  'aws_s3_bucket.bucket': nameRules.bucket.max,
  'aws_secretsmanager_secret.name': nameRules.secret.max,
  'aws_security_group.name': nameRules.securityGroup.max,
  'aws_sns_topic.name': nameRules.snsTopic.max,
  // systems-manager/latest/APIReference/API_PutParameter.html
  'aws_ssm_parameter.name': 1011,
};

/** Names that are unique only within an owner that has a unique name, and names that AWS or PostgreSQL defines. */
const ofAnOwner = [
  'aws_backup_selection.name',
  'aws_cloudwatch_event_target.target_id',
  'aws_cloudwatch_metric_alarm.metric_name',
  'aws_db_instance.db_name',
  'aws_iam_role_policy.name',
  'aws_lambda_permission.statement_id',
  'aws_rds_cluster.database_name',
];

interface Named {
  /** Terraform's type and attribute. */
  readonly kind: string;
  readonly name: string;
  /** Terraform's provider, one for each region. A name may exist in each region. @default that of the stack's region */
  readonly provider: unknown;
}

/** Every literal that names something. A new kind of name has to be added to one of the lists. */
function namesIn({ resource }: Terraform): Named[] {
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.values(resources).flatMap((body) =>
      Object.entries(body).flatMap(([attribute, value]) => {
        const kind = `${type}.${attribute}`;
        const isName = /(^|_)(name|identifier|bucket|token|id)$/.test(attribute);
        const isLiteral = typeof value === 'string' && !value.includes('${');
        return isName && isLiteral && !ofAnOwner.includes(kind)
          ? [{ kind, name: value, provider: body['provider'] }]
          : [];
      }),
    ),
  );
}

/** The names of all stacks of an environment of a preset. */
function namesOf(preset: PresetName, name: string): Named[] {
  const { environment } = contextOf('relational', preset, { environment: { name } });
  return Object.entries(stacks)
    .filter(([stack]) => hasStack(environment, 'database', stack, 'primary'))
    .flatMap(([stack, Stack]) =>
      namesIn(terraformOf(Stack, contextOf(stack, preset, { environment: { name } }))),
    );
}

/** Two environment names of the maximum length, with a hyphen and without. */
const namesakes = [
  ['a'.repeat(19), 'b', 'c'],
  [`a${'-a'.repeat(9)}`, 'b', 'c'],
] as const;

describe.each(presetNames)('pitfall 25: in %s', (preset) => {
  test.each(namesakes)(
    'environments %s… that differ in the last letter share no name, and no name is too long',
    (start, one, other) => {
      const [names, others] = [one, other].map((letter) => namesOf(preset, `${start}${letter}`)) as [
        Named[],
        Named[],
      ];
      const taken = new Set(others.map(({ kind, name }) => `${kind} ${name}`));

      expect(names.filter(({ kind, name }) => taken.has(`${kind} ${name}`))).toEqual([]);
      expect(names.filter(({ kind, name }) => !(name.length <= (limits[kind] ?? 0)))).toEqual([]);
      expect(new Set(names.map((each) => JSON.stringify(each))).size).toBe(names.length);
    },
  );
});
