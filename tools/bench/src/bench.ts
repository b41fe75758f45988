import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError } from '@bulkhead/errors';
import { machineFacts, versionsOf } from './machine';
import { measurements } from './measurements';
import { openBench } from './open-bench';
import { type BenchOptions, readOptions } from './options';
import { markdownOf } from './report/markdown';
import { withGeneratedSection } from './report/performance-document';
import { type BenchReport, benchReport, type MeasurementReport } from './report/report-schema';

const workspaceRoot = join(__dirname, '../../..');

/** `npm run bench`: takes the measurements and writes `dist/bench/latest.json`. */
async function main(): Promise<void> {
  // The SDK warns about Node versions that it will stop supporting. This project decides on the Node version in one
  // place.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const options = readOptions(
    process.argv.slice(2),
    measurements.map(({ name }) => name),
  );
  const report: BenchReport = {
    startedAt: new Date().toISOString(),
    machine: machineFacts(),
    versions: await versionsOf(workspaceRoot),
    measurements: await takeAll(options),
  };
  const markdown = markdownOf(benchReport.parse(report));
  mkdirSync(join(workspaceRoot, 'dist/bench'), { recursive: true });
  writeFileSync(join(workspaceRoot, 'dist/bench/latest.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(workspaceRoot, 'dist/bench/latest.md'), `${markdown}\n`);
  if (options.write) {
    const document = join(workspaceRoot, 'docs/performance.md');
    writeFileSync(document, withGeneratedSection(readFileSync(document, 'utf8'), markdown));
  }
  console.log(`\n${markdown}`);
}

async function takeAll({ only, runs }: BenchOptions): Promise<MeasurementReport[]> {
  // Progress goes to standard error, so it does not mix with the figures.
  const bench = openBench(workspaceRoot, (line) => console.error(line));
  // If the run is interrupted, no emulator may stay behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.close().finally(() => process.exit(1)));
  }
  try {
    const reports: MeasurementReport[] = [];
    for (const { name, title, runs: usual, measure } of measurements.filter((one) =>
      only.includes(one.name),
    )) {
      const startedAt = performance.now();
      const times = runs ?? usual;
      const { comparisons = [], counts = [], notes = [] } = await measure(bench.for(times));
      reports.push({
        name,
        title,
        runs: times,
        durationMs: Math.round(performance.now() - startedAt),
        comparisons: [...comparisons],
        counts: [...counts],
        notes: [...notes],
      });
    }
    return reports;
  } finally {
    await bench.close();
  }
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
