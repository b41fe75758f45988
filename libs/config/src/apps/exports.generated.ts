// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.
export * from './app-platform';
export * from './cdn-dns';
export * from './database';
export * from './dr-region';
export * from './network';
export * from './observability';
