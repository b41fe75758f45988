import { clusterName, type NameScope } from '@bulkhead/naming';

/**
 * The permissions of the ECS agent, limited to the one cluster. AWS's managed policy allows the same on every cluster.
 * The managed policy also allows creating clusters, writing every log and pulling every image. Here, the stack and the
 * execution role do those things.
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
      // The action supports no resources: it returns the endpoint of the ECS service.
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
      // An instance has an id only after it has joined.
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
      // The agent copies the tags of its instance before it registers. Without this permission, it gives up and does
      // not retry.
      Sid: 'ReadTags',
      Effect: 'Allow',
      Action: 'ec2:DescribeTags',
      // The action supports no resources.
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
  ];
}
