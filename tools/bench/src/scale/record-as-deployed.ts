import { join } from 'node:path';
import { publishedValue } from './generated-workspace';

/**
 * A process of its own, since it speaks to the emulator that its environment names: writes what a deploy of every
 * synthesized stack would have left, with the tool's own code, and so without a Terraform run for each.
 */
async function main([workspaceRoot = '', environment = '']: readonly string[]): Promise<void> {
  const tool = <T>(module: string) => require(join(workspaceRoot, 'tools/stacks/dist', module)) as T;
  const { readSynthIndex } = tool<SynthIndexModule>('synthesis/synth-index.js');
  const { fileDigests } = tool<FingerprintModule>('records/fingerprint.js');
  const { recordPath } = tool<RecordModule>('records/record.js');
  const { ParameterStore } = tool<ParameterStoreModule>('parameters/parameter-store.js');

  const stores = new Map<string, Store>();
  for (const stack of readSynthIndex(workspaceRoot, environment)) {
    const store = stores.get(stack.region) ?? new ParameterStore(stack.region);
    stores.set(stack.region, store);
    const record = {
      version: 1,
      outcome: 'deployed',
      at: new Date().toISOString(),
      files: fileDigests(join(workspaceRoot, stack.template, '..')),
      consumed: Object.fromEntries(stack.consumes.map(({ path }) => [path, publishedValue])),
      published: Object.fromEntries(stack.publishes.map(({ path, pattern }) => [path, pattern])),
    };
    await Promise.all([
      store.write(recordPath(environment, stack), JSON.stringify(record), 'As if it were deployed'),
      ...stack.publishes.map(({ path }) => store.write(path, publishedValue, 'As if it were deployed')),
    ]);
  }
}

interface Use {
  readonly path: string;
  readonly pattern: string;
}
interface SynthesizedStack {
  readonly app: string;
  readonly stack: string;
  readonly role: string;
  readonly region: string;
  readonly template: string;
  readonly consumes: readonly Use[];
  readonly publishes: readonly Use[];
}
interface Store {
  write(name: string, value: string, description: string): Promise<void>;
}
interface SynthIndexModule {
  readSynthIndex(workspaceRoot: string, environment: string): SynthesizedStack[];
}
interface FingerprintModule {
  fileDigests(directory: string): Record<string, string>;
}
interface RecordModule {
  recordPath(environment: string, stack: SynthesizedStack): string;
}
interface ParameterStoreModule {
  readonly ParameterStore: new (region: string) => Store;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
