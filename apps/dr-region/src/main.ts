import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  network: async () => (await import('./network-stack.js')).NetworkStack,
  transit: async () => (await import('./transit-stack.js')).TransitStack,
  relational: async () => (await import('./relational-stack.js')).RelationalStack,
  cache: async () => (await import('./cache-stack.js')).CacheStack,
  storage: async () => (await import('./storage-stack.js')).StorageStack,
  'static-assets': async () => (await import('./static-assets-stack.js')).StaticAssetsStack,
  'file-system': async () => (await import('./file-system-stack.js')).FileSystemStack,
  backup: async () => (await import('./backup-stack.js')).BackupStack,
  replication: async () => (await import('./replication-stack.js')).ReplicationStack,
});
