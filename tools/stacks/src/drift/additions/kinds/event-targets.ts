import { type AdditionKind } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { items, text } from '../deployed-resource';

/**
 * The key of a rule: its bus and its name. On the default bus, the id in Terraform and CloudFormation is the name
 * alone.
 */
function ruleKey(rule: unknown, bus: unknown): string {
  const [name = '', ofBus] = text(rule)
    .replace(/^.*:rule\//, '')
    .split('/')
    .reverse();
  const named = text(bus).replace(/^.*:event-bus\//, '');
  return `${named || ofBus || 'default'}/${name}`;
}

/** Targets of rules: they get the events that a rule selects. */
export const eventTargets: AdditionKind = {
  name: 'target of an event rule',
  parents: {
    aws_cloudwatch_event_rule: ({ attributes: a }) => ruleKey(a['name'], a['event_bus_name']),
    'AWS::Events::Rule': ({ physicalId, attributes: a }) => ruleKey(physicalId, a['EventBusName']),
  },
  declares: {
    aws_cloudwatch_event_target: ({ attributes: a }) => [
      { parent: ruleKey(a['rule'], a['event_bus_name']), content: `target ${text(a['target_id'])}` },
    ],
    'AWS::Events::Rule': ({ physicalId, attributes: a }) =>
      items(a['Targets']).map(({ Id }) => ({
        parent: ruleKey(physicalId, a['EventBusName']),
        content: `target ${text(Id)}`,
      })),
  },
  async list(keys, services) {
    const { ListTargetsByRuleCommand, RemoveTargetsCommand } = await import('@aws-sdk/client-eventbridge');
    const client = await services.events();
    return askEach(keys, async (key) => {
      const [EventBusName = '', Rule = ''] = key.split('/');
      const found = [];
      for (let NextToken: string | undefined, more = true; more; more = Boolean(NextToken)) {
        const page = await whereThere(
          client.send(new ListTargetsByRuleCommand({ Rule, EventBusName, NextToken })),
        );
        found.push(...(page?.Targets ?? []));
        NextToken = page?.NextToken;
      }
      return found.map(({ Id = '', Arn }) => ({
        parent: key,
        content: `target ${Id}`,
        detail: Arn,
        remove: () => client.send(new RemoveTargetsCommand({ Rule, EventBusName, Ids: [Id] })),
      }));
    });
  },
};
