import { BulkheadError } from '@bulkhead/errors';
import { type Tree } from '@nx/devkit';
import { writeContract } from '../contracts';
import { withContractImport, withStatement } from '../edits/stack-class';
import { enginesOf } from '../entries';
import { namesOf } from '../names';
import { speaking } from '../speaking';
import { finished, type SnapshotOption } from '../update-derived';
import { appProject, editFile, editManifest, stackFileOf } from '../workspace';

export interface ContractOptions extends SnapshotOption {
  readonly name: string;
  readonly app: string;
  /** The stack that publishes it. */
  readonly stack: string;
}

/** Makes a new contract that a stack of its app publishes. */
export default speaking(async (tree: Tree, options: ContractOptions) => {
  const { app, stack } = options;
  const { name, constant } = namesOf(options.name, 'name');
  const project = appProject(tree, app);
  const { metadata } = project;
  const entry = metadata.stacks[stack];
  if (entry === undefined) {
    const engine = enginesOf(project).join(', or --engine=');
    throw new BulkheadError(
      'InvalidOption',
      `${app} has no stack "${stack}"; allowed: ${Object.keys(metadata.stacks).join(', ')}.`,
      {
        next: `correct --stack, or begin with npx nx g @bulkhead/stacks:stack ${stack} --app=${app} --engine=${engine}`,
      },
    );
  }
  if (!entry.publishes?.includes(name)) {
    const value = entry.engine === 'cdk' ? 'logs.groups.Log.ref' : 'logs.groups.log.name';
    const statement = `publish(this, ${constant}, { logGroupName: ${value} });`;
    editFile(tree, stackFileOf(app, stack), statement, (text) => {
      // Only a stack that a generator wrote is sure to have the value.
      const named = text.replace(
        /^ {4}(?:const logs = )?new EncryptedLogs\(/m,
        '    const logs = new EncryptedLogs(',
      );
      if (!named.includes('const logs = new EncryptedLogs(')) return undefined;
      const published = withStatement(named, statement);
      return published && withContractImport(published, constant, entry.engine);
    });
    writeContract(tree, app, name, constant);
    editManifest(tree, app, stack, { ...entry, publishes: [...(entry.publishes ?? []), name] });
  }
  return finished(tree, options);
});
