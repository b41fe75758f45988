import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { type Bench } from './measurement';
import { installPeers } from './peers/install-peers';

/** Resources that measurements share. Each is made on first use and removed by `close`. */
export interface OpenBench {
  for(runs: number): Bench;
  close(): Promise<void>;
}

/** @param workspaceRoot absolute path of the workspace, which must be built */
export function openBench(workspaceRoot: string, notify: (line: string) => void): OpenBench {
  let peers: Promise<string> | undefined;
  let copy: Promise<WorkspaceCopy> | undefined;
  return {
    for: (runs) => ({
      workspaceRoot,
      runs,
      notify,
      peers: () => (peers ??= installPeers(workspaceRoot, notify)),
      deployedCopy: () => (copy ??= deployCopy(notify)),
    }),
    close: async () => (await copy)?.dispose(),
  };
}

async function deployCopy(notify: (line: string) => void): Promise<WorkspaceCopy> {
  notify('Deploying every stack of a copy of the workspace to an emulator of its own');
  const copy = await WorkspaceCopy.create();
  try {
    await copy.succeed('run-many -t deploy -c local');
    return copy;
  } catch (error) {
    await copy.dispose();
    throw error;
  }
}
