import { type ContractValues, type fileSystem } from '@bulkhead/contracts';

/** The shared file system: the part of the contract that the application needs to mount it. */
export type FileSystem = Pick<
  ContractValues<(typeof fileSystem)['parameters']>,
  'fileSystemId' | 'fileSystemArn' | 'accessPointId' | 'accessPointArn' | 'securityGroupId'
>;

/** The port of NFS, the protocol of EFS. */
export const nfsPort = '2049';
