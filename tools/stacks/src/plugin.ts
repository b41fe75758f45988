/** The Nx plugin: what `nx.json` loads. */
export { createDependencies } from './plugin/contract-edges';
export { createNodesV2 } from './plugin/inferred-targets';
export { postTasksExecution, preTasksExecution } from './plugin/run-hooks';
export const name = '@bulkhead/stacks';
