// Made by `npx nx run bulkhead:update-indexes` from the folders. Do not edit.

/** The owner of each app, as its `project.json` names it. */
export const appOwners: Readonly<Record<string, string>> = {
  'app-platform': '@acme/platform',
  'cdn-dns': '@acme/edge',
  database: '@acme/data',
  'dr-region': '@acme/resilience',
  network: '@acme/network',
  observability: '@acme/operations',
};
