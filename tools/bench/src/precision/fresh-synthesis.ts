import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stackFile, type SynthesizedStack, type SynthRequest, synthRequestVariable } from '@bulkhead/stack';
import { processVariables } from '../processes/process-variables';
import { runProcess } from '../processes/run-process';
import { benchStacks } from '../stacks/bench-stacks';
import { stackMeaning } from '../stacks/stack-meaning';
import { consumedPaths } from './consumed-paths';
import { lockedProviders } from './locked-providers';

/** The stack as it would be deployed, read by the benchmark itself. */
export interface FreshStack {
  readonly meaning: unknown;
  /** Paths of the parameters it reads. */
  readonly consumes: readonly string[];
}

/** All synthesized stacks of a workspace, by `<app>/<stack>`. */
export type FreshSynthesis = ReadonlyMap<string, FreshStack>;

const environment = 'local';

/**
 * Synthesizes every stack of a workspace straight from its sources. It uses no build, no cache and no code of the tool
 * that decides what is deployed, so it shows mistakes of that tool.
 */
export async function synthesizeFresh(workspaceRoot: string): Promise<FreshSynthesis> {
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-bench-'));
  const hook = join(scratch, 'hook.js');
  writeFileSync(hook, compiledNamesToSources);
  try {
    const stacks = await Promise.all(
      benchStacks(workspaceRoot, environment).map(async ({ id, app, stack, role, engine }) => {
        const directory = join(scratch, app, stack);
        mkdirSync(directory, { recursive: true });
        const request: SynthRequest = {
          environment,
          workingDirectory: workspaceRoot,
          stack,
          role,
          directory,
        };
        const sources = [
          '--conditions=@bulkhead/source',
          '-r',
          '@swc-node/register',
          '-r',
          hook,
          `apps/${app}/src/main.ts`,
        ];
        await runProcess({
          command: process.execPath,
          arguments: sources,
          directory: workspaceRoot,
          variables: {
            ...processVariables(),
            CDK_VALIDATION: 'false',
            [synthRequestVariable]: JSON.stringify(request),
          },
        });
        return [id, readStack(engine, directory)] as const;
      }),
    );
    return new Map(stacks);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The stacks whose meaning differs between two syntheses. */
export function differing(before: FreshSynthesis, after: FreshSynthesis): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => !isDeepStrictEqual(before.get(id)?.meaning, after.get(id)?.meaning)).sort();
}

/** A dynamic import names the compiled file, but here only the source exists. */
const compiledNamesToSources = `
  const Module = require('node:module');
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    return resolve.call(this, request.replace(/^(\\.{1,2}\\/.*-stacks?)\\.js$/, '$1'), ...rest);
  };
`;

function readStack(engine: 'cdk' | 'cdktf', directory: string): FreshStack {
  const read = (file: string) => readFileSync(join(directory, file), 'utf8');
  const { template } = JSON.parse(read(stackFile)) as SynthesizedStack;
  const meaning = stackMeaning(engine, JSON.parse(read(template)));
  return {
    meaning: engine === 'cdktf' ? [meaning, lockedProviders(read('.terraform.lock.hcl'))] : meaning,
    consumes: consumedPaths(engine, meaning),
  };
}
