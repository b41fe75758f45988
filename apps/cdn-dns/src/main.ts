import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  zone: async () => (await import('./zone-stack.js')).ZoneStack,
  certificates: async () => (await import('./certificates-stack.js')).CertificatesStack,
  routing: async () => (await import('./routing-stack.js')).RoutingStack,
});
