/** The file system of the DR region, which only the replication writes to until a failover ends it. */
export { FileSystemStack } from '@bulkhead/data/file-system';
