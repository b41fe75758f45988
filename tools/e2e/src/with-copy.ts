import { WorkspaceCopy } from '@bulkhead/workspace-copy';
import { AwsClients } from './aws-clients';

/**
 * Makes a copy of the workspace, and clients of its emulator, before the tests of the file, and puts both away after
 * them.
 *
 * @param opened is handed them, and may prepare more
 */
export function withCopy(opened: (copy: WorkspaceCopy, aws: AwsClients) => unknown): void {
  let copy: WorkspaceCopy | undefined;
  let aws: AwsClients | undefined;
  beforeAll(async () => {
    copy = await WorkspaceCopy.create();
    aws = new AwsClients(copy.endpoint);
    await opened(copy, aws);
  });
  afterAll(async () => {
    aws?.destroy();
    await copy?.dispose();
  });
}
