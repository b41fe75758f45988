import { synthesizeApp } from '@bulkhead/cdk';

void synthesizeApp(__dirname, {
  monitoring: async () => (await import('./monitoring-stack.js')).MonitoringStack,
});
