import { type FileSystem } from '../file-system';

/** Where the shared file system is mounted, on an instance and in its container. */
export const mountPath = '/mnt/shared';

/**
 * Commands that mount the shared file system, now and at every start. The mount uses TLS, the instance's role and the
 * access point.
 * https://docs.aws.amazon.com/efs/latest/ug/efs-mount-helper.html
 */
export function mountSharedFileSystem({ fileSystemId, accessPointId }: FileSystem): string[] {
  const options = `_netdev,noresvport,tls,iam,accesspoint=${accessPointId}`;
  return [
    `install -d -m 0755 ${mountPath}`,
    `echo '${fileSystemId}:/ ${mountPath} efs ${options} 0 0' >> /etc/fstab`,
    `mount ${mountPath}`,
  ];
}
