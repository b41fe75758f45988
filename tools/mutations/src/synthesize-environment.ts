import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasStack, loadEnvironment } from '@bulkhead/config';
import { parseManifest } from '@bulkhead/contracts';
import { stackFile, type SynthesizedStack, type SynthRequest, synthRequestVariable } from '@bulkhead/stack';

/**
 * Synthesizes every stack of an environment from the compiled entries of the apps.
 *
 * @param directory an empty folder
 * @returns the stacks, each with the path of its template in the folder
 */
export async function synthesizeEnvironment(
  workspaceRoot: string,
  name: string,
  directory: string,
): Promise<SynthesizedStack[]> {
  const environment = loadEnvironment(name, workspaceRoot);
  const requests = readdirSync(join(workspaceRoot, 'apps')).flatMap((app) => {
    const file = join(workspaceRoot, 'apps', app, 'project.json');
    const manifest = parseManifest(JSON.parse(readFileSync(file, 'utf8')), file);
    return Object.entries(manifest?.stacks ?? {}).flatMap(([stack, { regions }]) =>
      regions
        .filter((role) => hasStack(environment, app, stack, role))
        .map((role) => ({ app, stack, role, folder: join(role, app, stack) })),
    );
  });
  const synthesized: SynthesizedStack[] = [];
  for (const { app, stack, role, folder } of requests) {
    mkdirSync(join(directory, folder), { recursive: true });
    await runEntry(join(workspaceRoot, 'apps', app, 'dist/main.js'), {
      environment: name,
      workingDirectory: workspaceRoot,
      stack,
      role,
      directory: join(directory, folder),
    });
    const described = JSON.parse(
      readFileSync(join(directory, folder, stackFile), 'utf8'),
    ) as SynthesizedStack;
    synthesized.push({ ...described, template: join(folder, described.template) });
  }
  return synthesized;
}

function runEntry(entry: string, request: SynthRequest): Promise<void> {
  const env = { ...process.env, CDK_VALIDATION: 'false', [synthRequestVariable]: JSON.stringify(request) };
  return new Promise((resolve, reject) => {
    const child = fork(entry, { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${request.stack} was not synthesized: ${entry} ended with ${code}.`)),
    );
  });
}
