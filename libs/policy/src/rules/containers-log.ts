import { valueAt, valuesAt } from '../reading/properties';
import { resourceRule } from './resource-rule';

/** The output of containers must be kept. The HIPAA pack of cdk-nag has no such rule. */
export const containersLog = resourceRule({
  id: 'containers-log',
  title: 'Every container of a task has a log.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  types: ['AWS::ECS::TaskDefinition'],
  judge: ({ properties }) =>
    valuesAt(properties, 'ContainerDefinitions')
      .filter((container) => valueAt(container, 'LogConfiguration.LogDriver') === undefined)
      .map((container) => `Container ${String(valueAt(container, 'Name'))} has no LogConfiguration.`),
});
