import { type ContractValues, type fileSystem } from '@bulkhead/contracts';

/** The file system that the application shares: what it needs of the contract to mount it. */
export type FileSystem = Pick<
  ContractValues<(typeof fileSystem)['parameters']>,
  'fileSystemId' | 'fileSystemArn' | 'accessPointId' | 'accessPointArn' | 'securityGroupId'
>;

/** The port of NFS, which EFS speaks. */
export const nfsPort = '2049';
