export { RegionalFileSystem, type RegionalFileSystemProps } from './regional-file-system';
