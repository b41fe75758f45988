import { type Rotation } from '../rotation';

/** Makes the pending credential the current one, in one call. */
export async function finishSecret({ secret, version }: Rotation): Promise<void> {
  const { labels } = await secret.describe();
  const current = Object.keys(labels).find((id) => labels[id]?.includes('AWSCURRENT'));
  await secret.makeCurrent(version, current);
}
