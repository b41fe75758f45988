import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type FunctionBundle } from '@bulkhead/stack';
import { unzipSync } from 'fflate';

const packages = resolve(__dirname, '../../../../node_modules');

/**
 * Calls a built function in a process of its own, as Lambda would, with the SDK beside it.
 *
 * @returns what it printed
 * @throws what the process printed where the function failed
 */
export async function invokeBundle(
  { file, handler }: FunctionBundle,
  event: object,
  variables: Record<string, string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-invoke-'));
  try {
    for (const [name, code] of Object.entries(unzipSync(readFileSync(file)))) {
      writeFileSync(join(folder, name), code);
    }
    symlinkSync(packages, join(folder, 'node_modules'));
    const [module, name] = handler.split('.');
    const script = `require('./${module}.js').${name}(${JSON.stringify(event)}).catch((error) => {
      console.error(error);
      process.exitCode = 1;
    });`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'emulator',
        AWS_SECRET_ACCESS_KEY: 'emulator',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        ...variables,
      },
    });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
