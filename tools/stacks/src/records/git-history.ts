import { runGit } from './run-git';

/** What Git knows of the commits of a checkout, as far as they are in it. */
export class GitHistory {
  constructor(private readonly workspaceRoot: string) {}

  /** The commit that is checked out; undefined where there is no repository, or one without a commit. */
  head(): Promise<string | undefined> {
    return this.asked('rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  }

  async has(commit: string): Promise<boolean> {
    return (await this.asked('cat-file', '-e', `${commit}^{commit}`)) !== undefined;
  }

  /** Whether the clone was cut off, so that a commit may be missing that the repository has. */
  async isShallow(): Promise<boolean> {
    return (await this.asked('rev-parse', '--is-shallow-repository')) === 'true';
  }

  /** The latest commit from which all of some commits come; undefined where the checkout has none. */
  async commonOf(commits: readonly string[]): Promise<string | undefined> {
    return (await this.asked('merge-base', '--octopus', ...commits))?.split('\n')[0];
  }

  /**
   * Files that differ between two commits, as `nx affected` asks for them.
   *
   * @throws where Git cannot compare them
   */
  async changes(from: string, to: string): Promise<ReadonlySet<string>> {
    const text = await this.git('diff', '--name-only', '--no-renames', '--relative', '-z', from, to);
    return new Set(text.split('\0').filter(Boolean));
  }

  /** Whether a file of the checkout is what it was in a commit; never for one that Git does not keep. */
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
