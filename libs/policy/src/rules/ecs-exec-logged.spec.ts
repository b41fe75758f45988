import { policyResource } from '../testing';
import { ruleCases } from './rule-cases';
import { ecsExecLogged } from './ecs-exec-logged';

const exec = (configuration: object, EnableExecuteCommand = true) => [
  policyResource('Cluster', 'AWS::ECS::Cluster', {
    ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    Configuration: {
      ExecuteCommandConfiguration: {
        KmsKeyId: { Ref: 'Key' },
        Logging: 'OVERRIDE',
        LogConfiguration: { CloudWatchLogGroupName: 'sessions', CloudWatchEncryptionEnabled: true },
        ...configuration,
      },
    },
  }),
  policyResource('Service', 'AWS::ECS::Service', { Cluster: { Ref: 'Cluster' }, EnableExecuteCommand }),
];

ruleCases(ecsExecLogged, {
  compliant: { 'sessions that are encrypted and recorded': exec({}) },
  nonCompliant: {
    'sessions without a key': exec({ KmsKeyId: undefined }),
    'sessions that are not recorded': exec({ Logging: 'NONE' }),
    'sessions in a log that is not encrypted': exec({
      LogConfiguration: { CloudWatchLogGroupName: 'sessions' },
    }),
  },
  notApplicable: { 'no sessions': exec({}, false) },
});
