import { resourceRule, unless } from './resource-rule';

/** A flow log of a VPC records what was let through, too. cdk-nag asks whether the VPC has one, of any kind. */
export const flowLogsAllTraffic = resourceRule({
  id: 'flow-logs-all-traffic',
  title: 'A flow log records all traffic, not only what was rejected.',
  controls: ['164.308(a)(1)(ii)(D)', '164.308(a)(3)(ii)(A)', '164.312(b)'],
  types: ['AWS::EC2::FlowLog'],
  judge: ({ properties }) =>
    unless(properties['TrafficType'] === 'ALL', `It records ${String(properties['TrafficType'])}: ALL.`),
});
