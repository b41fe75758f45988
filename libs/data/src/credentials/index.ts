export { type ReplicaRegion } from './credentials-keys';
export { DatabaseSecrets } from './database-secrets';
export { masterPassword } from './master-password';
export { ReplicatedCredentials } from './replicated-credentials';
