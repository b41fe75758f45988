/** The file system of the DR region. Only the replication writes to it until a failover ends the replication. */
export { FileSystemStack } from '@bulkhead/data/file-system';
