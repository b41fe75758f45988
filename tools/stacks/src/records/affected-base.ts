import { resolve } from 'node:path';
import { Refusal } from '@bulkhead/errors';
import { type StackInstance } from '../workspace/stack-instance';
import { type GitHistory } from './git-history';
import { type KnownRecords } from './known-records';
import { type DeployRecord } from './record';

/** The request. */
export interface AffectedBaseRequest {
  /** Every stack of the environment. */
  readonly instances: readonly StackInstance[];
  /** How the user named the environment: a name, or the path of a JSON file. */
  readonly environmentReference: string;
  /** The same as an option: `-c dev`. */
  readonly environmentOption: string;
  /** The folder that a relative path starts from. */
  readonly workingDirectory: string;
}

/** The stacks that were deployed from a commit. */
type Deployed = ReadonlyMap<string, readonly string[]>;

/** How many names a message has before it only counts. */
const named = 3;

/**
 * The commit from which `nx affected` has to start so that no change since any deploy is missed: the latest common
 * ancestor of the commits of all deploys and of the checked-out commit. `nx affected` compares only that commit with
 * the checked-out one. So each file that differs between the deployed commit of a stack and the checked-out commit also
 * has to differ from the common ancestor. It does not after a revert, or after a deploy from a branch.
 *
 * @throws Refusal with a code for each reason for which only `run-many` misses nothing, naming the stacks
 */
export async function affectedBase(
  request: AffectedBaseRequest,
  records: KnownRecords,
  history: GitHistory,
): Promise<string> {
  const answers = answersFor(request);
  const deployed = commitsOf(request, records, answers);
  const head = await history.head();
  if (head === undefined)
    throw answers.onlyAll({ code: 'NoRepository', why: 'The checkout is no Git repository with a commit.' });

  const commits = [...deployed.keys()];
  await requireCommits(history, deployed, answers);
  const base = await history.commonOf([head, ...commits]);
  if (base === undefined) {
    if (await history.isShallow()) throw answers.shallow('where its commits come from');
    throw answers.onlyAll({
      code: 'NoCommonCommit',
      why: `What is deployed and what is checked out come from no common commit: ${among(deployed)}.`,
    });
  }
  await requireSeen(history, base, head, deployed, answers);
  await requireEnvironment(request, history, commits, answers);
  return base;
}

/** The kinds of records that lead to no commit, in the order in which they are checked. */
const unfit: readonly {
  readonly code: string;
  readonly is: (record: DeployRecord | undefined) => boolean;
  readonly what: string;
}[] = [
  { code: 'NeverDeployed', is: (record) => record === undefined, what: 'never deployed' },
  {
    code: 'UnfinishedDeploy',
    is: (record) => record?.outcome !== 'deployed',
    what: 'the last deploy did not come to its end',
  },
  {
    code: 'UnknownCommit',
    is: (record) => record?.by?.commit === undefined,
    what: 'deployed from no commit that is recorded',
  },
  {
    code: 'DirtyDeploy',
    is: (record) => record?.by?.clean !== true,
    what: 'deployed with changes that were not committed',
  },
];

/** The commit of each stack's deploy. That commit has to be the whole of what is deployed of the stack. */
function commitsOf({ instances }: AffectedBaseRequest, records: KnownRecords, answers: Answers): Deployed {
  for (const refusal of records.unreadable.values()) throw refusal;
  for (const { code, is, what } of unfit) {
    const found = instances.filter((instance) => is(records.get(instance)));
    if (found.length === 0) continue;
    throw answers.onlyAll({ code, why: `${listed(found.map(({ id }) => id))}: ${what}.` });
  }
  if (instances.length === 0)
    throw answers.onlyAll({ code: 'NeverDeployed', why: 'The environment has no stacks.' });
  const deployed = new Map<string, string[]>();
  for (const instance of instances) {
    const commit = records.get(instance)?.by?.commit ?? '';
    deployed.set(commit, [...(deployed.get(commit) ?? []), instance.id]);
  }
  return deployed;
}

async function requireCommits(history: GitHistory, deployed: Deployed, answers: Answers): Promise<void> {
  for (const [commit, ids] of deployed) {
    if (await history.has(commit)) continue;
    const what = `commit ${commit}, from which ${listed(ids)} was deployed`;
    if (await history.isShallow()) throw answers.shallow(what);
    throw answers.onlyAll({
      code: 'CommitGone',
      why: `The checkout does not have ${what}: it was never pushed, or a force push took it away.`,
    });
  }
}

async function requireSeen(
  history: GitHistory,
  base: string,
  head: string,
  deployed: Deployed,
  answers: Answers,
): Promise<void> {
  const seen = await history.changes(base, head);
  for (const [commit, ids] of deployed) {
    if (commit === base) continue;
    const missed = [...(await history.changes(commit, head))].filter((file) => !seen.has(file));
    if (missed.length === 0) continue;
    throw answers.onlyAll({
      code: 'ChangesMissed',
      why: `${listed(ids)} was deployed from ${commit}, and the checkout undoes a part of it: ${listed(missed)}.`,
    });
  }
}

/** Nx knows no project that owns an environment in a file of its own. */
async function requireEnvironment(
  { environmentReference, workingDirectory }: AffectedBaseRequest,
  history: GitHistory,
  commits: readonly string[],
  answers: Answers,
): Promise<void> {
  if (!environmentReference.endsWith('.json')) return;
  const file = resolve(workingDirectory, environmentReference);
  for (const commit of commits) {
    if (await history.isUnchanged(file, commit)) continue;
    throw answers.onlyAll({
      code: 'EnvironmentUnseen',
      why: `${environmentReference} has changed since ${commit}, and \`nx affected\` does not look at it.`,
    });
  }
}

interface Answers {
  onlyAll(answer: { readonly code: string; readonly why: string }): Refusal;
  shallow(what: string): Refusal;
}

function answersFor({ environmentOption: option }: AffectedBaseRequest): Answers {
  return {
    onlyAll: ({ code, why }) =>
      new Refusal(code, `Only run-many misses nothing. ${why}`, {
        next: `npx nx run-many -t deploy ${option}`,
      }),
    shallow: (what) =>
      new Refusal('ShallowClone', `This clone was cut off, and does not have ${what}.`, {
        next: `git fetch --unshallow && npx nx run bulkhead:base ${option}; or npx nx run-many -t deploy ${option}`,
      }),
  };
}

function listed(names: readonly string[]): string {
  const more = names.length - named;
  return names.slice(0, named).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function among(deployed: Deployed): string {
  return [...deployed].map(([commit, ids]) => `${commit} (${listed(ids)})`).join(', ');
}
