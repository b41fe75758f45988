import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, {
  vpc: async () => (await import('./vpc-stack.js')).VpcStack,
  transit: async () => (await import('./transit-stack.js')).TransitStack,
});
