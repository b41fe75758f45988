import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FunctionBundle } from '@bulkhead/stack';
import { unzipSync } from 'fflate';
import { alertVariables } from '../settings';

export const sampleTopics = {
  notifications: 'arn:aws:sns:us-east-1:123456789012:bulkhead-test-notifications',
  alerts: 'arn:aws:sns:us-east-1:123456789012:bulkhead-test-alerts',
};

/** What a call of a function ended with. */
export interface Invocation {
  readonly code: number;
  /** The answer to each batch; undefined if a call threw. */
  readonly answers: { readonly batchItemFailures: { readonly itemIdentifier: string }[] }[] | undefined;
  /** Each line of the log. */
  readonly lines: Record<string, unknown>[];
  /** Everything that was printed, by the SDK too. */
  readonly printed: string;
}

/** A function as the build made it, unpacked beside the SDK. */
export class BuiltFunction {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bulkhead-function-'));

  constructor(private readonly bundle: FunctionBundle) {
    for (const [name, code] of Object.entries(unzipSync(readFileSync(bundle.file))))
      writeFileSync(join(this.folder, name), code);
    // The folder where the runtime has the SDK.
    symlinkSync(join(__dirname, '../../../../node_modules'), join(this.folder, 'node_modules'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Calls the function like the runtime, in a separate process, with one batch after the other. */
  async invoke(
    endpoint: string,
    batches: readonly unknown[],
    variables: Record<string, string> = {},
  ): Promise<Invocation> {
    const [file, handler] = this.bundle.handler.split('.');
    writeFileSync(join(this.folder, 'batches.json'), JSON.stringify(batches));
    const script = `(async () => {
      const { ${handler} } = require('./${file}.js');
      const answers = [];
      for (const batch of require('./batches.json')) answers.push(await ${handler}(batch));
      require('node:fs').writeFileSync('answers.json', JSON.stringify(answers));
    })().catch((error) => {
      console.error(error);
      process.exitCode = 1;
    });`;
    rmSync(join(this.folder, 'answers.json'), { force: true });
    const { stdout, stderr, code } = await promisify(execFile)(process.execPath, ['-e', script], {
      cwd: this.folder,
      maxBuffer: 64 * 1_024 * 1_024,
      env: {
        PATH: process.env['PATH'],
        AWS_REGION: 'us-east-1',
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        [alertVariables.environment]: 'test',
        [alertVariables.notifications]: sampleTopics.notifications,
        [alertVariables.alerts]: sampleTopics.alerts,
        ...variables,
      },
    }).then(
      (printed) => ({ ...printed, code: 0 }),
      (failure: { stdout: string; stderr: string; code: number }) => failure,
    );
    return {
      code,
      answers:
        code === 0
          ? (JSON.parse(readFileSync(join(this.folder, 'answers.json'), 'utf8')) as Invocation['answers'])
          : undefined,
      lines: stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
      printed: stdout + stderr,
    };
  }
}
