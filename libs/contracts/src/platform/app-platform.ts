import { contract, parameter } from '../contract';

const ecsName = /[A-Za-z0-9_-]{1,255}/;

/** The running application, for what stands in front of it and what watches it. */
export const appPlatform = contract('app-platform', {
  clusterName: parameter(ecsName, 'Name of the ECS cluster'),
  serviceName: parameter(ecsName, 'Name of the ECS service'),
  securityGroupId: parameter(/sg-[0-9a-f]+/, 'Security group of the tasks'),
  logGroupName: parameter(/[\w./#-]{1,512}/, 'Log group of the containers'),
});
