import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

const fileSystems: AdditionKind['parents'] = {
  aws_efs_file_system: ({ physicalId }) => physicalId,
  'AWS::EFS::FileSystem': ({ physicalId }) => physicalId,
};

/** Mount targets: they open a file system to a network. */
export const mountTargets: AdditionKind = {
  name: 'mount target of a file system',
  parents: fileSystems,
  declares: { aws_efs_mount_target: byId, 'AWS::EFS::MountTarget': byId },
  async list(ids, services) {
    const { DeleteMountTargetCommand, paginateDescribeMountTargets } = await import('@aws-sdk/client-efs');
    const client = await services.efs();
    return askEach(ids, async (FileSystemId) => {
      const found = await whereThere(
        everyPage(paginateDescribeMountTargets({ client }, { FileSystemId }), (page) => page.MountTargets),
      );
      return (found ?? [])
        .filter(({ LifeCycleState }) => !/^delet/.test(LifeCycleState ?? ''))
        .map(({ MountTargetId = '', SubnetId }) => ({
          parent: FileSystemId,
          id: MountTargetId,
          content: `mount target in ${SubnetId}`,
          remove: () => client.send(new DeleteMountTargetCommand({ MountTargetId })),
        }));
    });
  },
};

/** Access points: they open a folder of a file system to a user. */
export const accessPoints: AdditionKind = {
  name: 'access point of a file system',
  parents: fileSystems,
  declares: { aws_efs_access_point: byId, 'AWS::EFS::AccessPoint': byId },
  async list(ids, services) {
    const { DeleteAccessPointCommand, paginateDescribeAccessPoints } = await import('@aws-sdk/client-efs');
    const client = await services.efs();
    const wanted = new Set(ids);
    const all = await everyPage(paginateDescribeAccessPoints({ client }, {}), (page) => page.AccessPoints);
    return all
      .filter(
        ({ FileSystemId = '', LifeCycleState }) => wanted.has(FileSystemId) && LifeCycleState !== 'deleting',
      )
      .map(({ FileSystemId = '', AccessPointId = '', RootDirectory, PosixUser }) => ({
        parent: FileSystemId,
        id: AccessPointId,
        content: `access point ${AccessPointId} to ${RootDirectory?.Path ?? '/'}`,
        detail: PosixUser ?? null,
        remove: () => client.send(new DeleteAccessPointCommand({ AccessPointId })),
      }));
  },
};

/** The policy of a file system, if the stacks declare none. */
export const fileSystemPolicies: AdditionKind = {
  name: 'policy of a file system',
  parents: fileSystems,
  declares: {
    aws_efs_file_system_policy: ({ attributes: a }) => [
      { parent: text(a['file_system_id']), content: 'set' },
    ],
    'AWS::EFS::FileSystem': ({ physicalId, attributes: a }) =>
      a['FileSystemPolicy'] === undefined ? [] : [{ parent: physicalId, content: 'set' }],
  },
  async list(ids, services) {
    const { DeleteFileSystemPolicyCommand, DescribeFileSystemPolicyCommand } =
      await import('@aws-sdk/client-efs');
    const client = await services.efs();
    return askEach(ids, async (FileSystemId) => {
      const answer = await whereThere(client.send(new DescribeFileSystemPolicyCommand({ FileSystemId })));
      if (!answer?.Policy) return [];
      return [
        {
          parent: FileSystemId,
          content: 'set',
          detail: canonicalDocument(answer.Policy),
          remove: () => client.send(new DeleteFileSystemPolicyCommand({ FileSystemId })),
        },
      ];
    });
  },
};
