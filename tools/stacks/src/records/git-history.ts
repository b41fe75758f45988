import { runGit } from './run-git';

/** What Git knows of a checkout's commits, as far as the checkout has them. */
export class GitHistory {
  constructor(private readonly workspaceRoot: string) {}

  /** The checked-out commit. Undefined if there is no repository, or none with a commit. */
  head(): Promise<string | undefined> {
    return this.asked('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  }

  async has(commit: string): Promise<boolean> {
    return (await this.asked('cat-file', '-e', `${commit}^{commit}`)) !== undefined;
  }

  /** Whether the clone is shallow, so that commits of the repository may be missing. */
  async isShallow(): Promise<boolean> {
    return (await this.asked('rev-parse', '--is-shallow-repository')) === 'true';
  }

  /** The latest common ancestor of some commits. Undefined if the checkout has none. */
  async commonOf(commits: readonly string[]): Promise<string | undefined> {
    return (await this.asked('merge-base', '--octopus', ...commits))?.split('\n')[0];
  }

  /**
   * Files that differ between two commits, found as `nx affected` finds them.
   *
   * @throws if Git cannot compare them
   */
  async changes(from: string, to: string): Promise<ReadonlySet<string>> {
    const text = await this.git('diff', '--name-only', '--no-renames', '--relative', '-z', from, to);
    return new Set(text.split('\0').filter(Boolean));
  }

  /** Whether a file of the checkout is the same as in a commit. Never true for a file that is not in Git. */
  async isUnchanged(file: string, since: string): Promise<boolean> {
    const kept = await this.asked('ls-files', '--error-unmatch', '--', file);
    return kept !== undefined && (await this.asked('diff', '--quiet', since, '--', file)) !== undefined;
  }

  private git(...args: string[]): Promise<string> {
    return runGit(this.workspaceRoot, ...args);
  }

  private asked(...args: string[]): Promise<string | undefined> {
    return this.git(...args).catch(() => undefined);
  }
}
