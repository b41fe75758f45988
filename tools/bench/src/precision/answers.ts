import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type WorkspaceCopy } from '@bulkhead/workspace-copy';
import { ask } from './ask';
import { applyChange, type Category, type CodeChange, type ValueChange } from './change';
import { differing, synthesizeFresh } from './fresh-synthesis';
import { type Verdict } from './verdict';

/** Called with each verdict as soon as it is known. */
type OnVerdict = (verdict: Verdict) => void;

/**
 * Commits each change to a copy whose stacks are all deployed, asks what would be deployed, compares the answer with
 * two fresh syntheses, and undoes the commit.
 */
export async function answersToCode(
  copy: WorkspaceCopy,
  categories: readonly Category<CodeChange>[],
  onVerdict: OnVerdict = () => undefined,
): Promise<Verdict[]> {
  const before = await synthesizeFresh(copy.directory);
  const verdicts: Verdict[] = [];
  for (const { name: category, changes } of categories) {
    for (const change of changes) {
      applyChange(copy.directory, change);
      copy.commit(change.title);
      try {
        const decision = await ask(copy, 'affected -t deploy -c local --base=HEAD~1');
        const must = differing(before, await synthesizeFresh(copy.directory));
        const verdict = { category, title: change.title, must, ...decision };
        verdicts.push(verdict);
        onVerdict(verdict);
      } finally {
        copy.undoCommit();
      }
    }
  }
  return verdicts;
}

/** Writes each value without Bulkhead, asks what would be deployed, and restores the value. */
export async function answersToValues(
  copy: WorkspaceCopy,
  categories: readonly Category<ValueChange>[],
  onVerdict: OnVerdict = () => undefined,
): Promise<Verdict[]> {
  const stacks = await synthesizeFresh(copy.directory);
  const store = new SSMClient({
    endpoint: copy.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'somebody', secretAccessKey: 'else' },
  });
  const verdicts: Verdict[] = [];
  try {
    for (const { name: category, changes } of categories) {
      for (const { title, parameter, value } of changes) {
        const path = `/bulkhead/local/${parameter}`;
        const old = await read(store, path);
        const now = value(old ?? '');
        await write(store, path, now);
        try {
          const decision = await ask(copy, 'run-many -t deploy -c local');
          const readers = [...stacks].filter(([, { consumes }]) => consumes.includes(path)).map(([id]) => id);
          const must = now === old ? [] : readers.sort();
          // No file changed, so `nx affected` has nothing to compare.
          const verdict = { category, title, must, affected: [], deployed: decision.deployed };
          verdicts.push(verdict);
          onVerdict(verdict);
        } finally {
          if (old === undefined) await store.send(new DeleteParameterCommand({ Name: path }));
          else await write(store, path, old);
        }
      }
    }
    return verdicts;
  } finally {
    store.destroy();
  }
}

async function read(store: SSMClient, path: string): Promise<string | undefined> {
  try {
    return (await store.send(new GetParameterCommand({ Name: path }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

async function write(store: SSMClient, path: string, value: string): Promise<void> {
  const Type = value.includes(',') ? 'StringList' : 'String';
  await store.send(new PutParameterCommand({ Name: path, Value: value, Type, Overwrite: true }));
}
