import { type AdditionKind, byId } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';

/** The name in an ARN of a cluster, or the text itself if it is no ARN. */
const clusterName = (reference: string): string => reference.replace(/^.*:cluster\//, '');

/** Services that run in a cluster. */
export const ecsServices: AdditionKind = {
  name: 'service of an ECS cluster',
  parents: {
    aws_ecs_cluster: ({ physicalId }) => clusterName(physicalId),
    'AWS::ECS::Cluster': ({ physicalId }) => clusterName(physicalId),
  },
  declares: { aws_ecs_service: byId, 'AWS::ECS::Service': byId },
  async list(names, services) {
    const { DeleteServiceCommand, paginateListServices } = await import('@aws-sdk/client-ecs');
    const client = await services.ecs();
    return askEach(names, async (cluster) => {
      const found = await whereThere(
        everyPage(paginateListServices({ client }, { cluster }), (page) => page.serviceArns),
      );
      return (found ?? []).map((service) => ({
        parent: cluster,
        id: service,
        content: `service ${service.replace(/^.*\//, '')}`,
        remove: () => client.send(new DeleteServiceCommand({ cluster, service, force: true })),
      }));
    });
  },
};
