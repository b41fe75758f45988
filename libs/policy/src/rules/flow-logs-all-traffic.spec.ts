import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { flowLogsAllTraffic } from './flow-logs-all-traffic';

const flowLog = (TrafficType: string) => policyResource('FlowLog', 'AWS::EC2::FlowLog', { TrafficType });

ruleCases(flowLogsAllTraffic, {
  compliant: { 'all traffic': [flowLog('ALL')] },
  nonCompliant: { 'what was rejected': [flowLog('REJECT')] },
});
