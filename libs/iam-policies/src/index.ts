export { assumedByService, type AssumeRolePolicy, type ServiceTrust } from './assumed-by-service';
export { readSecret, type SecretAccess } from './read-secret';
