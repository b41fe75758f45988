import { type AdditionKind, type Declares } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { text } from '../deployed-resource';

const groups: AdditionKind['parents'] = {
  aws_autoscaling_group: ({ physicalId }) => physicalId,
  'AWS::AutoScaling::AutoScalingGroup': ({ physicalId }) => physicalId,
};

const ofGroup = (terraformName: string, what: string): Declares => {
  return ({ physicalId, attributes: a }) => [
    { id: physicalId },
    {
      parent: text(a['autoscaling_group_name'] ?? a['AutoScalingGroupName']),
      content: `${what} ${text(a[terraformName]) || physicalId}`,
    },
  ];
};

/** Scaling policies: they say when a group grows and shrinks. */
export const scalingPolicies: AdditionKind = {
  name: 'scaling policy of an Auto Scaling group',
  parents: groups,
  declares: {
    aws_autoscaling_policy: ofGroup('name', 'policy'),
    'AWS::AutoScaling::ScalingPolicy': ofGroup('', 'policy'),
  },
  async list(names, services) {
    const { DeletePolicyCommand, paginateDescribePolicies } = await import('@aws-sdk/client-auto-scaling');
    const client = await services.autoScaling();
    const wanted = new Set(names);
    const all = await everyPage(paginateDescribePolicies({ client }, {}), (page) => page.ScalingPolicies);
    return all
      .filter(({ AutoScalingGroupName = '' }) => wanted.has(AutoScalingGroupName))
      .map(({ AutoScalingGroupName = '', PolicyARN = '', PolicyName, PolicyType }) => ({
        parent: AutoScalingGroupName,
        id: PolicyARN,
        content: `policy ${PolicyName}`,
        detail: PolicyType,
        // https://docs.aws.amazon.com/autoscaling/plans/userguide/what-is-a-scaling-plan.html
        ...(PolicyName?.startsWith('AutoScaling-') && {
          byAws: 'a policy that a scaling plan manages',
        }),
        remove: () => client.send(new DeletePolicyCommand({ AutoScalingGroupName, PolicyName })),
      }));
  },
};

/** Scheduled actions: they resize a group at a given time. */
export const scheduledActions: AdditionKind = {
  name: 'scheduled action of an Auto Scaling group',
  parents: groups,
  declares: {
    aws_autoscaling_schedule: ofGroup('scheduled_action_name', 'action'),
    'AWS::AutoScaling::ScheduledAction': ofGroup('', 'action'),
  },
  async list(names, services) {
    const { DeleteScheduledActionCommand, paginateDescribeScheduledActions } =
      await import('@aws-sdk/client-auto-scaling');
    const client = await services.autoScaling();
    const wanted = new Set(names);
    const all = await everyPage(
      paginateDescribeScheduledActions({ client }, {}),
      (page) => page.ScheduledUpdateGroupActions,
    );
    return all
      .filter(({ AutoScalingGroupName = '' }) => wanted.has(AutoScalingGroupName))
      .map((action) => {
        const { AutoScalingGroupName = '', ScheduledActionName, ScheduledActionARN = '' } = action;
        return {
          parent: AutoScalingGroupName,
          id: ScheduledActionARN,
          content: `action ${ScheduledActionName}`,
          detail: { to: action.DesiredCapacity, when: action.Recurrence ?? action.StartTime },
          remove: () =>
            client.send(new DeleteScheduledActionCommand({ AutoScalingGroupName, ScheduledActionName })),
        };
      });
  },
};

/** Lifecycle hooks: they notify somebody before an instance serves, and before it goes. */
export const lifecycleHooks: AdditionKind = {
  name: 'lifecycle hook of an Auto Scaling group',
  parents: groups,
  declares: {
    aws_autoscaling_lifecycle_hook: ofGroup('name', 'hook'),
    'AWS::AutoScaling::LifecycleHook': ofGroup('LifecycleHookName', 'hook'),
  },
  compared: { aws_autoscaling_group: ['initial_lifecycle_hook'] },
  async list(names, services) {
    const { DeleteLifecycleHookCommand, DescribeLifecycleHooksCommand } =
      await import('@aws-sdk/client-auto-scaling');
    const client = await services.autoScaling();
    return askEach(names, async (AutoScalingGroupName) => {
      const answer = await whereThere(
        client.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName })),
      );
      return (answer?.LifecycleHooks ?? []).map((hook) => ({
        parent: AutoScalingGroupName,
        content: `hook ${hook.LifecycleHookName}`,
        detail: { transition: hook.LifecycleTransition, tells: hook.NotificationTargetARN },
        // ECS drains an instance before it goes, and CodeDeploy deploys to it before it serves.
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html,
        // https://docs.aws.amazon.com/codedeploy/latest/userguide/integrations-aws-auto-scaling.html
        ...(/^(?:ecs-managed-|CodeDeploy-managed-)/.test(hook.LifecycleHookName ?? '') && {
          byAws: 'a hook that ECS or CodeDeploy manages',
        }),
        remove: () =>
          client.send(
            new DeleteLifecycleHookCommand({
              AutoScalingGroupName,
              LifecycleHookName: hook.LifecycleHookName,
            }),
          ),
      }));
    });
  },
};
