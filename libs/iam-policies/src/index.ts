export { assumedByService, type AssumeRolePolicy, type ServiceTrust } from './assumed-by-service';
