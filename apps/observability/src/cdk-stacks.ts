import { synthesizeApp } from '@bulkhead/cdk';

void synthesizeApp(__dirname, {
  'edge-monitoring': async () => (await import('./edge-monitoring-stack.js')).EdgeMonitoringStack,
  monitoring: async () => (await import('./monitoring-stack.js')).MonitoringStack,
});
