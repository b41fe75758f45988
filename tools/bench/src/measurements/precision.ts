import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Bench, type Measurement } from '../measurement';
import { answersToCode, answersToValues } from '../precision/answers';
import { codeChanges, only, valueChanges } from '../precision/catalogue';
import { applyChange, type CodeChange } from '../precision/change';
import { differing, synthesizeFresh } from '../precision/fresh-synthesis';
import { countVerdicts, judge, mistakes, type Verdict } from '../precision/verdict';

/** Changes that are also deployed for real, to check that the deploy does what the dry run said. */
const deployed = [
  'how long a deleted key can be restored',
  'how many containers run',
  'a comment in a contract',
];

/** Counts how often a change deploys stacks for nothing, and how often it misses stacks that it has to deploy. */
export const precision: Measurement = {
  name: 'precision',
  title: 'Stacks that a change deploys',
  runs: 1,
  async measure(bench) {
    const copy = await bench.deployedCopy();
    const tell = (verdict: Verdict) => bench.notify(lineOf(verdict));
    const verdicts = [
      ...(await answersToCode(copy, codeChanges, tell)),
      ...(await answersToValues(copy, valueChanges, tell)),
    ];
    for (const change of only(codeChanges, deployed).flatMap(({ changes }) => changes)) {
      await requireSameDeployed(bench, copy, change);
    }
    return {
      counts: countVerdicts(verdicts),
      notes: [
        'Each change is a commit on a copy whose stacks are all deployed. `nx affected -t deploy --dry-run` gives the answer. If somebody else changed a parameter, `nx run-many` gives it. The benchmark finds out independently which stacks have to be deployed: from two syntheses straight from the sources, compared by the parts that the engines act on, and from the changed values. "nx affected" would deploy every stack of an affected app.',
        'A stack that reads from a stack that would be deployed is undecided in a dry run. The figures count the decision that follows if the values that it reads stay the same.',
        `Deployed for real, with the same result as the dry run: ${deployed.map((title) => `"${title}"`).join(', ')}.`,
        ...mistakes(verdicts).map((mistake) => `Wrong: ${mistake}.`),
      ],
    };
  },
};

async function requireSameDeployed(bench: Bench, copy: WorkspaceCopy, change: CodeChange): Promise<void> {
  bench.notify(`deploying "${change.title}"`);
  const before = await synthesizeFresh(copy.directory);
  applyChange(copy.directory, change);
  copy.commit(change.title);
  try {
    const must = differing(before, await synthesizeFresh(copy.directory));
    await copy.succeed('affected -t deploy -c local --base=HEAD~1');
    const done = copy.report().filter(({ outcome }) => outcome === 'deployed');
    const { falsely, missed } = judge(
      must,
      done.map(({ app, stack }) => `${app}/${stack}`),
    );
    if (falsely.length + missed.length > 0) {
      throw new Error(
        `"${change.title}" deployed ${falsely.join(', ')} for nothing and missed ${missed.join(', ')}`,
      );
    }
  } finally {
    copy.undoCommit();
    await copy.succeed('run-many -t deploy -c local');
  }
}

function lineOf({ category, title, must, affected, deployed: would }: Verdict): string {
  const { falsely, missed } = judge(must, would);
  const mark = falsely.length + missed.length > 0 ? 'WRONG' : 'right';
  const list = (ids: readonly string[]) => ids.join(', ') || 'nothing';
  return `${mark}  ${category}, ${title}: deploys ${list(would)} of ${list(affected)} affected; ${list(must)} must be`;
}
