import { alike, getAtt, listOfTags, type MappingTable, ref, resource, timeouts, without } from '../mapping';
import { block, blocks, constant } from '../shapes';

const whenDeleted = without('how the function is deleted');

/** Functions and who may call them. */
export const lambda: MappingTable = {
  aws_lambda_function: resource(
    'AWS::Lambda::Function',
    {
      ...alike(
        'architectures',
        'code_signing_config_arn',
        'description',
        'function_name',
        'handler',
        'kms_key_arn',
        'layers',
        'memory_size',
        'package_type',
        'reserved_concurrent_executions',
        'role',
        'runtime',
        'timeout',
      ),
      dead_letter_config: block('DeadLetterConfig', alike('target_arn')),
      environment: block('Environment', alike('variables')),
      ephemeral_storage: block('EphemeralStorage', alike('size')),
      file_system_config: blocks('FileSystemConfigs', alike('arn', 'local_mount_path')),
      // A file beside the configuration. The file has no address in CloudFormation, and no rule reads the file.
      filename: constant('Code', {}),
      image_config: block('ImageConfig', alike('command', 'entry_point', 'working_directory')),
      image_uri: 'Code.ImageUri',
      logging_config: block(
        'LoggingConfig',
        alike('application_log_level', 'log_format', 'log_group', 'system_log_level'),
      ),
      publish: without('whether a deploy makes a version'),
      replace_security_groups_on_destroy: whenDeleted,
      replacement_security_group_ids: whenDeleted,
      s3_bucket: 'Code.S3Bucket',
      s3_key: 'Code.S3Key',
      s3_object_version: 'Code.S3ObjectVersion',
      skip_destroy: whenDeleted,
      snap_start: block('SnapStart', alike('apply_on')),
      source_code_hash: without('whether the code has changed'),
      tracing_config: block('TracingConfig', alike('mode')),
      vpc_config: block('VpcConfig', {
        ...alike('ipv6_allowed_for_dual_stack', 'security_group_ids', 'subnet_ids'),
      }),
      ...timeouts,
    },
    { tags: listOfTags, attributes: { arn: getAtt('Arn'), function_name: ref } },
  ),
  aws_lambda_permission: resource('AWS::Lambda::Permission', {
    ...alike(
      'action',
      'event_source_token',
      'function_name',
      'function_url_auth_type',
      'principal',
      'source_account',
      'source_arn',
    ),
    principal_org_id: 'PrincipalOrgID',
    qualifier: without('a version or alias of the function'),
    statement_id: without('a name that CloudFormation gives'),
    statement_id_prefix: without('a name that AWS completes'),
  }),
};
