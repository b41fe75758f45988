import { clusterName, type NameScope } from '@bulkhead/naming';

/**
 * What the agent of ECS does with the one cluster. AWS's own policy for it does the same with every cluster; it also makes
 * clusters, writes every log and pulls every image, which here are the stack's and the execution role's to do.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEC2ContainerServiceforEC2Role.html
 */
export function containerInstance(nameScope: NameScope): object[] {
  const { account, region } = nameScope;
  const name = clusterName(nameScope, 'app-platform');
  const cluster = `arn:aws:ecs:${region}:${account}:cluster/${name}`;
  const instances = `arn:aws:ecs:${region}:${account}:container-instance/${name}/*`;
  const ofCluster = { ArnEquals: { 'ecs:cluster': cluster } };
  return [
    {
      Sid: 'FindAgentEndpoint',
      Effect: 'Allow',
      Action: 'ecs:DiscoverPollEndpoint',
      // The action knows no resources: it tells where the agent's service is.
      Resource: '*',
    },
    {
      Sid: 'JoinCluster',
      Effect: 'Allow',
      Action: ['ecs:DeregisterContainerInstance', 'ecs:RegisterContainerInstance'],
      Resource: cluster,
    },
    {
      Sid: 'RunContainers',
      Effect: 'Allow',
      Action: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
      // An instance has an id only once it has joined.
      Resource: instances,
      Condition: ofCluster,
    },
    {
      Sid: 'ReportState',
      Effect: 'Allow',
      Action: [
        'ecs:SubmitAttachmentStateChanges',
        'ecs:SubmitContainerStateChange',
        'ecs:SubmitTaskStateChange',
      ],
      Resource: cluster,
    },
    {
      Sid: 'TagItself',
      Effect: 'Allow',
      Action: 'ecs:TagResource',
      Resource: instances,
      Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterContainerInstance' } },
    },
    {
      // The agent takes over the tags of its instance before it registers, and gives up for good where it may not.
      Sid: 'ReadTags',
      Effect: 'Allow',
      Action: 'ec2:DescribeTags',
      // The action knows no resources.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
  ];
}
