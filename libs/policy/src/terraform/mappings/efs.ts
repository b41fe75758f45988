import { alike, getAtt, type MappingTable, partOf, resource, timeouts, without } from '../mapping';
import { block, blocks, json } from '../shapes';

/** File systems, mount targets and access points. Policy, backup and replication are part of the file system. */
export const efs: MappingTable = {
  aws_efs_file_system: resource(
    'AWS::EFS::FileSystem',
    {
      ...alike(
        'availability_zone_name',
        'encrypted',
        'kms_key_id',
        'performance_mode',
        'provisioned_throughput_in_mibps',
        'throughput_mode',
      ),
      creation_token: without('what makes a repeated request the same one'),
      lifecycle_policy: blocks('LifecyclePolicies', {
        transition_to_archive: 'TransitionToArchive',
        transition_to_ia: 'TransitionToIA',
        transition_to_primary_storage_class: 'TransitionToPrimaryStorageClass',
      }),
      protection: block('FileSystemProtection', { replication_overwrite: 'ReplicationOverwriteProtection' }),
    },
    {
      tags: { property: 'FileSystemTags', as: 'list' },
      attributes: { arn: getAtt('Arn') },
    },
  ),
  aws_efs_file_system_policy: partOf('file_system_id', {
    bypass_policy_lockout_safety_check: 'BypassPolicyLockoutSafetyCheck',
    policy: json('FileSystemPolicy'),
  }),
  aws_efs_backup_policy: partOf('file_system_id', {
    backup_policy: block('BackupPolicy', { status: 'Status' }),
  }),
  aws_efs_replication_configuration: partOf(
    'source_file_system_id',
    {
      destination: blocks(
        'ReplicationConfiguration.Destinations',
        alike('availability_zone_name', 'file_system_id', 'kms_key_id', 'region'),
      ),
      ...timeouts,
    },
    { elsewhere: 'AWS::EFS::FileSystem' },
  ),
  aws_efs_mount_target: resource(
    'AWS::EFS::MountTarget',
    { ...alike('file_system_id', 'ip_address', 'security_groups', 'subnet_id'), ...timeouts },
    // CloudFormation requires the list. In both engines an empty list means the VPC's default group.
    { attributes: { ip_address: getAtt('IpAddress') }, defaults: { security_groups: [] } },
  ),
  aws_efs_access_point: resource(
    'AWS::EFS::AccessPoint',
    {
      file_system_id: 'FileSystemId',
      posix_user: block('PosixUser', alike('gid', 'secondary_gids', 'uid')),
      root_directory: block('RootDirectory', {
        path: 'Path',
        creation_info: block('CreationInfo', alike('owner_gid', 'owner_uid', 'permissions')),
      }),
    },
    { tags: { property: 'AccessPointTags', as: 'list' }, attributes: { arn: getAtt('Arn') } },
  ),
};
