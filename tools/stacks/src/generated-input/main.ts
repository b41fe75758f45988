import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, Refusal } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';
import { type Amounts, type Outcomes, tryGenerated } from './try-generated';

const command = 'npx nx run stacks:generated-input';

function amountsIn(argv: readonly string[]): Amounts {
  const values = readCommandLine(command, argv, {
    files: { type: 'string', default: '2000' },
    commands: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  });
  const [files, commands, seed] = (['files', 'commands', 'seed'] as const).map((name) => {
    if (/^[1-9]\d{0,8}$/.test(values[name])) return Number(values[name]);
    throw new Refusal('InvalidOption', `--${name} is "${values[name]}"; allowed: a whole number from 1.`, {
      next: `correct it: ${command} --${name}=NUMBER`,
    });
  }) as [number, number, number];
  return { files, commands, seed };
}

function linesOf(what: string, { inputs, counts, slowestMs }: Outcomes): string[] {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return [
    `${inputs} ${what}, each ended in a result or in one typed message; the slowest took ${slowestMs.toFixed(0)} ms`,
    ...rows.map(([outcome, count]) => `  ${String(count).padStart(6)}  ${outcome}`),
  ];
}

async function main(): Promise<void> {
  const amounts = amountsIn(process.argv.slice(2));
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-generated-'));
  try {
    const { files, commands } = await tryGenerated(amounts, directory);
    for (const line of [...linesOf('environment files', files), ...linesOf('command lines', commands)])
      console.log(line);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
