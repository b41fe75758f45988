export { FileSystemStack } from './file-system-stack';
