import { type Outcome, type WorkspaceCopy } from '@bulkhead/workspace-copy';

/** Takes everything from the emulator, its state and records included. */
export async function emptied(copy: WorkspaceCopy): Promise<void> {
  await fetch(`${copy.endpoint}/moto-api/reset`, { method: 'POST' });
}

/** Deploys and does something as soon as what was printed satisfies a condition. */
export async function deployUntil(
  copy: WorkspaceCopy,
  command: string,
  reached: (text: string) => boolean,
  harm: (kill: (signal: NodeJS.Signals) => void) => void | Promise<void>,
): Promise<Outcome> {
  let harmed = false;
  return copy.nx(command, {
    onText: (text, kill) => {
      if (harmed || !reached(text)) return;
      harmed = true;
      void harm(kill);
    },
  });
}
