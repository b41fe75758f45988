import { type Environment } from '@bulkhead/config';
import { type AppManifest } from '@bulkhead/contracts';
import { BulkheadError } from '@bulkhead/errors';

/**
 * Refuses settings of a stack that no manifest declares: nothing would ever deploy the stack, and nothing would say so.
 *
 * @param manifests of every app
 * @throws BulkheadError `UndeclaredStack`, naming the line that the manifest lacks
 */
export function requireDeclared(
  { name, apps }: Pick<Environment, 'name' | 'apps'>,
  manifests: readonly AppManifest[],
): void {
  for (const [app, stacks] of Object.entries(apps)) {
    const manifest = manifests.find((each) => each.name === app);
    const stack = Object.keys(stacks ?? {}).find((each) => !Object.hasOwn(manifest?.stacks ?? {}, each));
    if (stack === undefined) continue;
    const file = manifest?.file ?? `apps/${app}/project.json`;
    throw new BulkheadError(
      'UndeclaredStack',
      `Environment ${name} has settings of ${app}/${stack}, which ${file} does not declare: nothing deploys it.`,
      { next: `add to metadata.stacks in ${file}: "${stack}": { "engine": "cdk", "regions": ["primary"] }` },
    );
  }
}
