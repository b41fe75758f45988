import { type AdditionKind } from '../addition-kind';
import { lifecycleHooks, scalingPolicies, scheduledActions } from './auto-scaling-groups';
import { backupSelections, vaultPolicies } from './backups';
import { bucketInventories } from './bucket-lists';
import { bucketSettings } from './bucket-settings';
import { clusterEndpoints, clusterInstances, proxyTargets } from './database-clusters';
import { ecsServices } from './ecs-services';
import { eventTargets } from './event-targets';
import { accessPoints, fileSystemPolicies, mountTargets } from './file-systems';
import { eventSourceMappings, functionPermissions, functionUrls } from './functions';
import { keyAliases, keyGrants } from './keys';
import { listenerCertificates, listenerRules, listeners } from './load-balancers';
import { metricFilters, subscriptionFilters } from './log-groups';
import { networkAclAssociations, networkAclEntries } from './network-acls';
import { queuePolicies } from './queue-policies';
import { recordSets } from './record-sets';
import { attachedRolePolicies, inlineRolePolicies, instanceProfiles } from './roles';
import { routeTableAssociations } from './route-table-associations';
import { routes } from './routes';
import { secretPolicies } from './secret-policies';
import { securityGroupRules } from './security-group-rules';
import { topicPolicies, topicSubscriptions } from './topics';
import { peeringConnections, subnets, vpcEndpoints } from './vpc-objects';

/** Every kind of children that drift looks for. */
export const additionKinds: readonly AdditionKind[] = [
  securityGroupRules,
  routes,
  routeTableAssociations,
  networkAclEntries,
  networkAclAssociations,
  vpcEndpoints,
  subnets,
  peeringConnections,
  inlineRolePolicies,
  attachedRolePolicies,
  instanceProfiles,
  keyGrants,
  keyAliases,
  ...bucketSettings,
  bucketInventories,
  topicSubscriptions,
  topicPolicies,
  queuePolicies,
  subscriptionFilters,
  metricFilters,
  functionPermissions,
  eventSourceMappings,
  functionUrls,
  eventTargets,
  secretPolicies,
  vaultPolicies,
  backupSelections,
  mountTargets,
  accessPoints,
  fileSystemPolicies,
  listeners,
  listenerRules,
  listenerCertificates,
  ecsServices,
  scalingPolicies,
  scheduledActions,
  lifecycleHooks,
  clusterInstances,
  clusterEndpoints,
  proxyTargets,
  recordSets,
];
