import { accessLogBucket } from './access-log-bucket';
import { aliasHealthEvaluated } from './alias-health-evaluated';
import { aliasTargetExists } from './alias-target-exists';
import { backupColdStorage } from './backup-cold-storage';
import { backupCopyTarget } from './backup-copy-target';
import { backupCoverage } from './backup-coverage';
import { backupFrequency } from './backup-frequency';
import { backupPointInTime } from './backup-point-in-time';
import { backupRetention } from './backup-retention';
import { cacheAuthentication } from './cache-authentication';
import { cacheEncryption } from './cache-encryption';
import { cacheFailover } from './cache-failover';
import { containerInsights } from './container-insights';
import { containersConfined } from './containers-confined';
import { containersLog } from './containers-log';
import { customerManagedKeys } from './customer-managed-keys';
import { dataSubnetsIsolated } from './data-subnets-isolated';
import { databaseAuditTrail } from './database-audit-trail';
import { databaseClientsTls } from './database-clients-tls';
import { databaseIamAuthentication } from './database-iam-authentication';
import { databaseLogGroups } from './database-log-groups';
import { databaseProxyTls } from './database-proxy-tls';
import { databaseStandby } from './database-standby';
import { databaseTls } from './database-tls';
import { decryptThroughServices } from './decrypt-through-services';
import { defaultSecurityGroupLocked } from './default-security-group-locked';
import { deletionProtection } from './deletion-protection';
import { distributionAccessLogs } from './distribution-access-logs';
import { distributionCertificateRegion } from './distribution-certificate-region';
import { distributionOriginAccess } from './distribution-origin-access';
import { distributionTls } from './distribution-tls';
import { distributionWebAcl } from './distribution-web-acl';
import { drRegionAlone } from './dr-region-alone';
import { ecsExecLogged } from './ecs-exec-logged';
import { efsInTaskDefinitions } from './efs-in-task-definitions';
import { efsPolicyTls } from './efs-policy-tls';
import { egressLists } from './egress-lists';
import { endpointDnsOwner } from './endpoint-dns-owner';
import { engineVersions } from './engine-versions';
import { eventDeadLetters } from './event-dead-letters';
import { fixedNameReplaceable } from './fixed-name-replaceable';
import { flowLogsAllTraffic } from './flow-logs-all-traffic';
import { functionPermissionSource } from './function-permission-source';
import { globalClusterPassword } from './global-cluster-password';
import { globalRpo } from './global-rpo';
import { healthCheckSettings } from './health-check-settings';
import { hostedRotation } from './hosted-rotation';
import { imdsv2OnLaunchTemplates } from './imdsv2-on-launch-templates';
import { keyDeletionWindow } from './key-deletion-window';
import { keyManageable } from './key-manageable';
import { keyPolicyConditions } from './key-policy-conditions';
import { keyRotation } from './key-rotation';
import { keyStrangers } from './key-strangers';
import { keyUsersAllowed } from './key-users-allowed';
import { lambdaRuntimes } from './lambda-runtimes';
import { listenerTls } from './listener-tls';
import { loadBalancerLogBucket } from './load-balancer-log-bucket';
import { logRetention } from './log-retention';
import { logRetentionMinimum } from './log-retention-minimum';
import { managedPassword } from './managed-password';
import { managedPasswordRotation } from './managed-password-rotation';
import { messagesTls } from './messages-tls';
import { nameLimits } from './name-limits';
import { namedAccounts } from './named-accounts';
import { namedActions } from './named-actions';
import { namedPrincipals } from './named-principals';
import { noCloudformationExports } from './no-cloudformation-exports';
import { noContextLookups } from './no-context-lookups';
import { noDynamicSsmReferences } from './no-dynamic-ssm-references';
import { noOpenIngress } from './no-open-ingress';
import { noRemoteState } from './no-remote-state';
import { noSecretOutputs } from './no-secret-outputs';
import { noSecretValues } from './no-secret-values';
import { noSecretsInState } from './no-secrets-in-state';
import { noWildcardPrincipal } from './no-wildcard-principal';
import { originProtected } from './origin-protected';
import { pinnedImages } from './pinned-images';
import { replicationOfEncryptedObjects } from './replication-of-encrypted-objects';
import { replicationPath } from './replication-path';
import { replicationTimeControl } from './replication-time-control';
import { roleTrustSource } from './role-trust-source';
import { type Rule } from './rule';
import { secondaryCluster } from './secondary-cluster';
import { sensitiveActionsScoped } from './sensitive-actions-scoped';
import { serviceSource } from './service-source';
import { statefulResourcesRetained } from './stateful-resources-retained';
import { staticFailover } from './static-failover';
import { tasksWithoutPublicAddress } from './tasks-without-public-address';
import { trailBucketPolicy } from './trail-bucket-policy';
import { volumesEncrypted } from './volumes-encrypted';
import { wafLogNames } from './waf-log-names';
import { webAclRedaction } from './web-acl-redaction';
import { webAclRegion } from './web-acl-region';

/** All Bulkhead rules, in the order of their ids. */
export const rules: readonly Rule[] = [
  accessLogBucket,
  aliasHealthEvaluated,
  aliasTargetExists,
  backupColdStorage,
  backupCopyTarget,
  backupCoverage,
  backupFrequency,
  backupPointInTime,
  backupRetention,
  cacheAuthentication,
  cacheEncryption,
  cacheFailover,
  containerInsights,
  containersConfined,
  containersLog,
  customerManagedKeys,
  dataSubnetsIsolated,
  databaseAuditTrail,
  databaseClientsTls,
  databaseIamAuthentication,
  databaseLogGroups,
  databaseProxyTls,
  databaseStandby,
  databaseTls,
  decryptThroughServices,
  defaultSecurityGroupLocked,
  deletionProtection,
  distributionAccessLogs,
  distributionCertificateRegion,
  distributionOriginAccess,
  distributionTls,
  distributionWebAcl,
  drRegionAlone,
  ecsExecLogged,
  efsInTaskDefinitions,
  efsPolicyTls,
  egressLists,
  endpointDnsOwner,
  engineVersions,
  eventDeadLetters,
  fixedNameReplaceable,
  flowLogsAllTraffic,
  functionPermissionSource,
  globalClusterPassword,
  globalRpo,
  healthCheckSettings,
  hostedRotation,
  imdsv2OnLaunchTemplates,
  keyDeletionWindow,
  keyManageable,
  keyPolicyConditions,
  keyRotation,
  keyStrangers,
  keyUsersAllowed,
  lambdaRuntimes,
  listenerTls,
  loadBalancerLogBucket,
  logRetention,
  logRetentionMinimum,
  managedPassword,
  managedPasswordRotation,
  messagesTls,
  nameLimits,
  namedAccounts,
  namedActions,
  namedPrincipals,
  noCloudformationExports,
  noContextLookups,
  noDynamicSsmReferences,
  noOpenIngress,
  noRemoteState,
  noSecretOutputs,
  noSecretValues,
  noSecretsInState,
  noWildcardPrincipal,
  originProtected,
  pinnedImages,
  replicationOfEncryptedObjects,
  replicationPath,
  replicationTimeControl,
  roleTrustSource,
  secondaryCluster,
  sensitiveActionsScoped,
  serviceSource,
  statefulResourcesRetained,
  staticFailover,
  tasksWithoutPublicAddress,
  trailBucketPolicy,
  volumesEncrypted,
  wafLogNames,
  webAclRedaction,
  webAclRegion,
];
