import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  relational: async () => (await import('./relational-stack.js')).RelationalStack,
});
