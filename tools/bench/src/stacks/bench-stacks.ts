import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasStack, loadEnvironment, type RegionRole } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';

/** A stack of the workspace, in the first region role that the environment has for the stack. */
export interface BenchStack {
  /** `<app>/<stack>`. */
  readonly id: string;
  readonly app: string;
  readonly stack: string;
  readonly engine: 'cdk' | 'cdktf';
  readonly role: RegionRole;
}

/** Every stack of an environment, according to the manifests of the apps. */
export function benchStacks(workspaceRoot: string, environmentName: string): BenchStack[] {
  const environment = loadEnvironment(environmentName, workspaceRoot);
  return readdirSync(join(workspaceRoot, 'apps')).flatMap((folder) => {
    const file = join(workspaceRoot, 'apps', folder, 'project.json');
    const manifest = existsSync(file)
      ? parseManifest(JSON.parse(readFileSync(file, 'utf8')), file)
      : undefined;
    return Object.entries(manifest?.stacks ?? {}).flatMap(([stack, { engine, regions }]): BenchStack[] => {
      const role = regions.find((candidate) => hasStack(environment, folder, stack, candidate));
      return role ? [{ id: `${folder}/${stack}`, app: folder, stack, engine, role }] : [];
    });
  });
}
