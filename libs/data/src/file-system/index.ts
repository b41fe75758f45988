export { ApplicationAccess } from './application-access';
export { FileSystemKey } from './file-system-key';
export { MountTargets } from './mount-targets';
export { SharedFileSystem } from './shared-file-system';
