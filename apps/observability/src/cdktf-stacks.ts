import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  audit: async () => (await import('./audit-stack.js')).AuditStack,
});
