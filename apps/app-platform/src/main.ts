import { synthesizeApp } from '@bulkhead/cdk';

void synthesizeApp(__dirname, {
  service: async () => (await import('./service-stack.js')).ServiceStack,
  'object-processing': async () => (await import('./object-processing-stack.js')).ObjectProcessingStack,
});
