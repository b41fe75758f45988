import { dropped, type Edits, placesOf, setting } from '../edit';

const password = { Name: 'API_PASSWORD', Value: 'correct-horse-battery-staple' };

/** Containers: their permissions, their images and their environment variables. */
export const containers: readonly Edits[] = [
  setting(['ReadonlyRootFilesystem'], false, dropped),
  container('Privileged: true', (definition) => (definition['Privileged'] = true)),
  container(
    'the image with the tag latest',
    (definition) => (definition['Image'] = 'public.ecr.aws/nginx/nginx:latest'),
  ),
  container(
    'an image without a version',
    (definition) => (definition['Image'] = 'public.ecr.aws/nginx/nginx'),
  ),
  container('a password in an environment variable', (definition) =>
    (definition['Environment'] as unknown[]).push(password),
  ),
  container('TLS to the database without verifying its certificate', (definition) => {
    const variables = definition['Environment'] as Record<string, unknown>[];
    const mode = variables.find(({ Name }) => Name === 'PGSSLMODE');
    if (mode) mode['Value'] = 'require';
  }),
];

function container(change: string, apply: (definition: Record<string, unknown>) => unknown): Edits {
  return ({ body }) =>
    placesOf(body, ['ContainerDefinitions']).flatMap(({ holder, name }) =>
      (holder[name] as unknown[]).map((_, index) => ({
        change,
        apply: (resource) => {
          const definitions = resource.body['ContainerDefinitions'] as Record<string, unknown>[];
          apply(definitions[index] ?? {});
        },
      })),
    );
}
