const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

/** What a run leaves: each file with its seconds and tests, longest first. */
const report = join(__dirname, '../../dist/e2e/durations.json');

/** A reporter of Jest that writes how long each file took, so that what grows is seen. */
class Durations {
  onRunComplete(_, { testResults }) {
    const files = testResults
      .map(({ testFilePath, perfStats: { runtime }, numPassingTests, numFailingTests }) => ({
        file: relative(join(__dirname, 'src'), testFilePath),
        seconds: Math.round(runtime / 1000),
        tests: numPassingTests + numFailingTests,
      }))
      .sort((one, other) => other.seconds - one.seconds || (one.file < other.file ? -1 : 1));
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(report, `${JSON.stringify(files, null, 2)}\n`);
  }
}

/** The report as lines for people. */
function table(files) {
  const line = ({ file, seconds, tests }) =>
    `${String(seconds).padStart(6)} s ${String(tests).padStart(4)} tests  ${file}`;
  const sum = (pick) => files.reduce((total, each) => total + pick(each), 0);
  return [
    ...files.map(line),
    line({
      file: `${files.length} files`,
      seconds: sum(({ seconds }) => seconds),
      tests: sum(({ tests }) => tests),
    }),
  ];
}

module.exports = Durations;

if (require.main === module) {
  if (!existsSync(report)) {
    console.error('No end-to-end run has left its durations.\n  next: npx nx run e2e:e2e');
    process.exit(1);
  }
  for (const line of table(JSON.parse(readFileSync(report, 'utf8')))) console.log(line);
}
