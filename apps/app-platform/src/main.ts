import { synthesizeApp } from '@bulkhead/cdk';

void synthesizeApp(__dirname, {
  service: async () => (await import('./service-stack.js')).ServiceStack,
});
