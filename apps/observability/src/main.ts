import { synthesizeByEngine } from '@bulkhead/stack';

void synthesizeByEngine(__dirname, {
  cdk: () => import('./cdk-stacks.js'),
  cdktf: () => import('./cdktf-stacks.js'),
});
