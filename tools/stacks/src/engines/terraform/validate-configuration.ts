import { type EngineRequest } from '../engine';
import { requireTerraform } from './require-terraform';
import { withStandingProvider } from './with-standing-provider';
import { inWorkingDirectory, prepareWorkingDirectory } from './working-directory';

/** Checks a configuration with `terraform validate`. This needs the provider, but no account. */
export async function validateConfiguration(request: EngineRequest): Promise<void> {
  const binary = await requireTerraform();
  const { signal, instance } = request;
  const printed = await inWorkingDirectory(request, 'terraform-validate', async () => {
    const directory = await prepareWorkingDirectory(binary, request, false);
    return withStandingProvider({ ...request, directory }, (run) =>
      run({ binary, arguments: ['validate', '-no-color'], directory, subject: instance.id, signal }),
    );
  });
  request.progress(printed.trim());
}
