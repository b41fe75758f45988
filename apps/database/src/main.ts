import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  credentials: async () => (await import('./credentials-stack.js')).CredentialsStack,
  backup: async () => (await import('./backup-stack.js')).BackupStack,
  relational: async () => (await import('./relational-stack.js')).RelationalStack,
  cache: async () => (await import('./cache-stack.js')).CacheStack,
  storage: async () => (await import('./storage-stack.js')).StorageStack,
  'static-assets': async () => (await import('./static-assets-stack.js')).StaticAssetsStack,
  'file-system': async () => (await import('./file-system-stack.js')).FileSystemStack,
});
