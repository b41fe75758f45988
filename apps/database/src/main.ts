import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  credentials: async () => (await import('./credentials-stack.js')).CredentialsStack,
  relational: async () => (await import('./relational-stack.js')).RelationalStack,
});
