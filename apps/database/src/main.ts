import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  backup: async () => (await import('./backup-stack.js')).BackupStack,
  relational: async () => (await import('./relational-stack.js')).RelationalStack,
});
