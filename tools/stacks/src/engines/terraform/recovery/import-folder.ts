import { copyFileSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BulkheadError, shellQuoted, shellWord } from '@bulkhead/errors';
import { privateFile, privateFolder, whilePassing } from '../../../checkout/value-files';
import { configurationFile } from '../configuration-file';
import { readConfiguration } from '../configured-attributes';
import { destroyGuards, removeDestroyGuards } from '../destroy-guards';
import { lockTimeout } from '../lock-timeout';
import { type RunTerraform } from '../with-standing-provider';
import { StateLockedError } from '../state-lock';
import { runTerraform, type TerraformCall } from '../terraform-cli';
import { type Diagnostic, type TerraformMessage } from '../terraform-message';
import { assetsFolder } from '../working-directory';
import { otherRegions } from './provider-regions';
import { type TerraformState } from './terraform-state';

/** Ids to import, by address. */
export type Imports = ReadonlyMap<string, string>;

/** A managed resource in the output of `terraform show -json`. https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlannedResource {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The reason of the action, if Terraform gives one. */
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
  };
}

export interface ImportPlan {
  /** The plan's action on each managed resource. */
  readonly resources: readonly PlannedResource[];
  /** Addresses that the state knows and whose objects no longer exist in AWS. */
  readonly vanished: readonly string[];
}

/** A plan, or the reason why there is none: Terraform refuses to plan the import of a missing object. */
export type Planned =
  { readonly plan: ImportPlan } | { readonly refusals: readonly Diagnostic[]; readonly error: BulkheadError };

export interface ImportFolderOptions {
  readonly workspaceRoot: string;
  readonly binary: string;
  /** The stack's own working directory, initialized. */
  readonly directory: string;
  readonly subject: string;
  readonly signal: AbortSignal;
  /** Runs the calls that only read. @default the same runner as for calls that write */
  readonly read?: RunTerraform;
}

function importFolderIn({ directory }: ImportFolderOptions): string {
  return join(directory, 'recovery');
}

/** Works with an import folder. The folder is removed afterwards: it contains the plan, and perhaps a state. */
export async function withImportFolder<T>(
  options: ImportFolderOptions,
  work: (folder: ImportFolder) => Promise<T>,
): Promise<T> {
  return whilePassing(options.workspaceRoot, [importFolderIn(options)], () =>
    work(new ImportFolder(options)),
  );
}

/**
 * A folder below a stack's working directory, with the same configuration and initialization, where `import` blocks can
 * be added. Whatever happens to this process, the working directory itself never contains import blocks.
 */
export class ImportFolder {
  /** The resources, as `<type>.<name>`, that have `prevent_destroy` in the code. */
  readonly guarded: ReadonlySet<string>;
  /** The regions of resources outside the stack's region, by address. */
  readonly otherRegions: ReadonlyMap<string, string>;
  /** The configured attributes of a resource. */
  readonly configuredOf: ReturnType<typeof readConfiguration>;
  private readonly folder: string;

  /** Use `withImportFolder`, which removes the folder. */
  constructor(private readonly options: ImportFolderOptions) {
    const { directory } = options;
    this.folder = importFolderIn(options);
    rmSync(this.folder, { recursive: true, force: true });
    privateFolder(this.folder);
    for (const file of [configurationFile, '.terraform.lock.hcl'])
      copyFileSync(join(directory, file), join(this.folder, file));
    // Terraform refuses to plan a resource that is tainted and has `prevent_destroy`, even to keep it.
    this.guarded = destroyGuards(this.folder);
    this.otherRegions = otherRegions(this.folder);
    this.configuredOf = readConfiguration({ directory: this.folder });
    removeDestroyGuards(this.folder);
    for (const folder of ['.terraform', assetsFolder]) {
      if (existsSync(join(directory, folder)))
        symlinkSync(join(directory, folder), join(this.folder, folder), 'junction');
    }
  }

  /** The command, for a person, that imports an object to an address. */
  importCommand(address: string, id: string): string {
    const { binary, directory } = this.options;
    return `${binary} ${shellWord(`-chdir=${directory}`)} import ${shellQuoted(address)} ${shellQuoted(id)}`;
  }

  /** The changes that a deploy would make after the imports. Changes nothing. */
  async plan(imports: Imports): Promise<Planned> {
    this.write('imports.tf.json', { import: [...imports].map(([to, id]) => ({ to, id })) });
    const errors: Diagnostic[] = [];
    const collect = ({ diagnostic }: TerraformMessage) => {
      if (diagnostic?.severity === 'error') errors.push(diagnostic);
    };
    try {
      // The first plan finds the lock that a killed Terraform left. Later plans take no lock, so that a killed plan
      // leaves none.
      await this.run([...planArguments, imports.size > 0 ? '-lock=false' : lockTimeout], collect);
    } catch (error) {
      if (isFailure(error) && errors.length > 0) return { refusals: errors, error };
      throw error;
    }
    // `show` prints the whole plan as one JSON line, which arrives as a message.
    const shown: { line?: ShownPlan } = {};
    await this.run(['show', '-json', planFile], (message) => (shown.line = message as ShownPlan));
    const { resource_changes: changes = [], resource_drift: drift = [] } = shown.line ?? {};
    const vanished = drift.filter(({ change }) => change.actions.join() === 'delete');
    return {
      plan: {
        resources: changes.filter(({ mode }) => mode === 'managed'),
        vanished: vanished.map(({ address }) => address),
      },
    };
  }

  /** Removes resources from the state that no longer exist in AWS. */
  async forgetVanished(): Promise<void> {
    await this.run(['apply', '-refresh-only', '-json', '-auto-approve', '-input=false', lockTimeout]);
  }

  /** Untaints a resource whose creation was interrupted. */
  async untaint(address: string): Promise<void> {
    await this.run(['untaint', lockTimeout, address]);
  }

  /**
   * Imports the objects into the state as they are: all at once if that touches nothing else; otherwise one by one,
   * which takes Terraform seconds each.
   *
   * @param plan the changes that a deploy would make after the imports
   */
  async import(imports: Imports, { resources }: ImportPlan): Promise<void> {
    this.write('imports.tf.json', { import: [...imports].map(([to, id]) => ({ to, id })) });
    this.write('imports_override.tf.json', { resource: ignoringChanges(resources) });
    if (await this.planTouchesNothing(imports)) {
      await this.run(['apply', '-json', '-input=false', lockTimeout, planFile]);
      return;
    }
    // A target includes its dependencies, and some of them do not exist.
    for (const file of ['imports.tf.json', 'imports_override.tf.json']) rmSync(join(this.folder, file));
    for (const [address, id] of imports)
      await this.run(['import', '-no-color', '-input=false', lockTimeout, address, id]);
  }

  /** Replaces the state. Terraform refuses that if the state has changed since it was read. */
  async rewriteState(rewrite: (state: TerraformState) => TerraformState): Promise<void> {
    const state = JSON.parse(await this.run(['state', 'pull'])) as TerraformState;
    this.write('rewritten.tfstate', rewrite(state));
    await this.run(['state', 'push', lockTimeout, 'rewritten.tfstate']);
  }

  private async planTouchesNothing(imports: Imports): Promise<boolean> {
    const targets = [...imports.keys()].map((address) => `-target=${address}`);
    let touched = Infinity;
    const onMessage = ({ type, changes }: TerraformMessage) => {
      if (type === 'change_summary' && changes) touched = changes.add + changes.change + changes.remove;
    };
    try {
      await this.run([...planArguments, '-lock=false', ...targets], onMessage);
    } catch (error) {
      // The checks of a type may refuse the ignored changes.
      if (!isFailure(error)) throw error;
    }
    return touched === 0;
  }

  private async run(args: readonly string[], onMessage?: TerraformCall['onMessage']): Promise<string> {
    const { binary, directory, subject, signal, read = runTerraform } = this.options;
    const runner = args[0] === 'plan' || args[0] === 'show' ? read : runTerraform;
    try {
      return await runner({
        binary,
        arguments: args,
        directory: this.folder,
        notedIn: directory,
        subject,
        signal,
        onMessage,
      });
    } catch (error) {
      if (!(error instanceof StateLockedError)) throw error;
      // The command for the user must not name this folder, which will be removed.
      throw new StateLockedError(
        error.lock,
        subject,
        `${binary} ${shellWord(`-chdir=${directory}`)} force-unlock`,
      );
    }
  }

  private write(file: string, content: object): void {
    privateFile(join(this.folder, file), JSON.stringify(content));
  }
}

const planFile = 'plan.bin';
const planArguments = ['plan', '-json', '-input=false', `-out=${planFile}`];

interface ShownPlan {
  readonly resource_changes?: readonly PlannedResource[];
  readonly resource_drift?: readonly PlannedResource[];
}

function isFailure(error: unknown): error is BulkheadError {
  return error instanceof BulkheadError && error.code === 'TerraformFailed';
}

function isUntouched({ actions }: PlannedResource['change']): boolean {
  return actions.join() === 'no-op';
}

/**
 * An override that prevents changes of the imported objects and their dependencies: the deploy makes those changes. It
 * does not ignore all attributes: a configured attribute would then get a computed value, which some types refuse.
 */
function ignoringChanges(resources: readonly PlannedResource[]): Record<string, Record<string, object>> {
  const resource: Record<string, Record<string, object>> = {};
  for (const { address, type, change } of resources) {
    const { before, after, after_unknown: unknown } = change;
    if (!before || !after || isUntouched(change)) continue;
    const changed = Object.keys({ ...before, ...after, ...unknown }).filter(
      (name) => unknown?.[name] === true || !isDeepStrictEqual(before[name], after[name]),
    );
    const name = address.slice(address.indexOf('.') + 1);
    (resource[type] ??= {})[name] = { lifecycle: { ignore_changes: changed } };
  }
  return resource;
}
