import { synthesizeApp } from '@bulkhead/cdktf';

void synthesizeApp(__dirname, { vpc: async () => (await import('./vpc-stack.js')).VpcStack });
