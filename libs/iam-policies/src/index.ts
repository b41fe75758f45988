export { assumedByLambda } from './assumed-by-lambda';
export { assumedByService, type AssumeRolePolicy, type ServiceTrust } from './assumed-by-service';
export { functionNetworkInterfaces, type FunctionInVpc } from './function-network-interfaces';
export { functionTelemetry, type FunctionTelemetry } from './function-telemetry';
export { loadBalancerLogAccounts, loadBalancerLogDelivery } from './load-balancer-log-delivery';
export { readSecret, type SecretAccess } from './read-secret';
export { topicPolicy, type TopicPolicyInput } from './topic-policy';
