import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  zone: async () => (await import('./zone-stack.js')).ZoneStack,
  certificates: async () => (await import('./certificates-stack.js')).CertificatesStack,
  edge: async () => (await import('./edge-stack.js')).EdgeStack,
  routing: async () => (await import('./routing-stack.js')).RoutingStack,
});
