import { resourceRule, unless } from './resource-rule';

/** A VPC flow log must also record accepted traffic. cdk-nag asks only whether the VPC has a flow log of any kind. */
export const flowLogsAllTraffic = resourceRule({
  id: 'flow-logs-all-traffic',
  title: 'A flow log records all traffic, not only what was rejected.',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(3)(ii)(A)', '164.312(b)'],
  types: ['AWS::EC2::FlowLog'],
  judge: ({ properties }) =>
    unless(properties['TrafficType'] === 'ALL', `It records ${String(properties['TrafficType'])}: ALL.`),
});
