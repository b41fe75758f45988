import { definedByCloudFormation, definedByTerraform } from '../../testing';

test('a file system with policy, backup and replication is one resource, and access points stay separate', () => {
  const id = '${aws_efs_file_system.main.id}';
  const terraform = definedByTerraform({
    aws_efs_file_system: {
      main: {
        creation_token: 'main',
        encrypted: true,
        kms_key_id: 'arn:key',
        lifecycle_policy: [
          { transition_to_ia: 'AFTER_30_DAYS' },
          { transition_to_primary_storage_class: 'AFTER_1_ACCESS' },
        ],
        tags: { Name: 'main' },
      },
    },
    aws_efs_file_system_policy: { main: { file_system_id: id, policy: '{"Statement":[]}' } },
    aws_efs_backup_policy: { main: { file_system_id: id, backup_policy: { status: 'ENABLED' } } },
    aws_efs_replication_configuration: {
      main: { source_file_system_id: id, destination: { region: 'us-west-2', kms_key_id: 'arn:replica' } },
    },
    aws_efs_mount_target: { a: { file_system_id: id, subnet_id: 'subnet-1', security_groups: ['sg-1'] } },
    aws_efs_access_point: {
      main: {
        file_system_id: id,
        posix_user: { uid: 1000, gid: 1000 },
        root_directory: {
          path: '/data',
          creation_info: { owner_uid: 1000, owner_gid: 1000, permissions: '750' },
        },
        tags: { Name: 'data' },
      },
    },
  });

  const fileSystem = { Ref: 'EfsFileSystemMain' };
  expect(terraform).toEqual(
    definedByCloudFormation({
      EfsFileSystemMain: {
        Type: 'AWS::EFS::FileSystem',
        Properties: {
          Encrypted: true,
          KmsKeyId: 'arn:key',
          LifecyclePolicies: [
            { TransitionToIA: 'AFTER_30_DAYS' },
            { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
          ],
          FileSystemTags: [{ Key: 'Name', Value: 'main' }],
          FileSystemPolicy: { Statement: [] },
          BackupPolicy: { Status: 'ENABLED' },
          ReplicationConfiguration: { Destinations: [{ Region: 'us-west-2', KmsKeyId: 'arn:replica' }] },
        },
      },
      EfsMountTargetA: {
        Type: 'AWS::EFS::MountTarget',
        Properties: { FileSystemId: fileSystem, SubnetId: 'subnet-1', SecurityGroups: ['sg-1'] },
      },
      EfsAccessPointMain: {
        Type: 'AWS::EFS::AccessPoint',
        Properties: {
          FileSystemId: fileSystem,
          PosixUser: { Uid: 1000, Gid: 1000 },
          RootDirectory: {
            Path: '/data',
            CreationInfo: { OwnerUid: 1000, OwnerGid: 1000, Permissions: '750' },
          },
          AccessPointTags: [{ Key: 'Name', Value: 'data' }],
        },
      },
    }),
  );
});
