import { type AppManifest, parseManifest, parseReference } from '@bulkhead/contracts/manifest';
import { type CreateDependencies, DependencyType, type ProjectConfiguration } from '@nx/devkit';

/** Draws an edge from each app to the apps that publish what it consumes or follows. */
export const createDependencies: CreateDependencies = (_, { projects }) =>
  contractEdges(Object.values(projects)).map(({ source, target }) => ({
    source,
    target,
    type: DependencyType.implicit,
  }));

/** Pairs of projects of which the first consumes or follows a contract that the second publishes, each pair once. */
export function contractEdges(
  projects: readonly ProjectConfiguration[],
): { source: string; target: string }[] {
  const manifests = projects.flatMap(
    (project) => parseManifest(project, `${project.root}/project.json`) ?? [],
  );
  const edges = manifests.flatMap((consumer) =>
    [...exchanged(consumer, 'consumes', 'follows')].flatMap((contract) =>
      manifests
        .filter((publisher) => publisher !== consumer && exchanged(publisher, 'publishes').has(contract))
        .map((publisher) => `${consumer.name} ${publisher.name}`),
    ),
  );
  return [...new Set(edges)].map((edge) => {
    const [source = '', target = ''] = edge.split(' ');
    return { source, target };
  });
}

/** The contracts that an app exchanges, each with the role of the region, as `network@dr`. */
function exchanged(
  { stacks }: AppManifest,
  ...directions: ('publishes' | 'consumes' | 'follows')[]
): Set<string> {
  const contracts = Object.values(stacks).flatMap((stack) =>
    directions
      .flatMap((key) => stack[key])
      .map(parseReference)
      .flatMap(({ contract, role }) => (role ? [role] : stack.regions).map((each) => `${contract}@${each}`)),
  );
  return new Set(contracts);
}
