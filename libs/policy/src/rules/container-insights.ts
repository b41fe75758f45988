import { valueAt, valuesAt } from '../reading/properties';
import { resourceRule, unless } from './resource-rule';

/** Containers must have metrics. The HIPAA pack of cdk-nag has no such rule. */
export const containerInsights = resourceRule({
  id: 'container-insights',
  title: 'An ECS cluster has Container Insights.',
  controls: ['164.308(a)(1)(ii)(D)', '164.312(b)'],
  types: ['AWS::ECS::Cluster'],
  judge: ({ properties }) => {
    const setting = valuesAt(properties, 'ClusterSettings').find(
      (each) => valueAt(each, 'Name') === 'containerInsights',
    );
    return unless(
      ['enabled', 'enhanced'].includes(String(valueAt(setting, 'Value'))),
      'Its containers have no metrics: set containerInsights to enhanced.',
    );
  },
});
