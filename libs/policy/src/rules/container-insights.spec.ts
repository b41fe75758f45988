import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { containerInsights } from './container-insights';

const withInsights = (Value: string) =>
  policyResource('Cluster', 'AWS::ECS::Cluster', { ClusterSettings: [{ Name: 'containerInsights', Value }] });

ruleCases(containerInsights, {
  compliant: { 'enhanced insights': [withInsights('enhanced')] },
  nonCompliant: {
    'insights turned off': [withInsights('disabled')],
    'nothing said': [policyResource('Cluster', 'AWS::ECS::Cluster')],
  },
});
