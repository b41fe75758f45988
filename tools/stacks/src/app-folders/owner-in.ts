import { type WorkspaceFiles } from './workspace-files';

/** The owner in a `project.json`. Undefined if the file names none, or cannot be read. */
export function ownerIn(files: WorkspaceFiles, file: string): string | undefined {
  const text = files.read(file);
  if (text === undefined) return undefined;
  try {
    const { metadata } = JSON.parse(text) as { metadata?: { owner?: unknown } };
    return typeof metadata?.owner === 'string' ? metadata.owner : undefined;
  } catch {
    // The code that reads the file as a manifest reports what is wrong with it.
    return undefined;
  }
}
