/** The file system of the primary region. */
export { FileSystemStack } from '@bulkhead/data/file-system';
