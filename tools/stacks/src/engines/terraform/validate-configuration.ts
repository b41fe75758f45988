import { type EngineRequest } from '../engine';
import { requireTerraform } from './require-terraform';
import { runTerraform } from './terraform-cli';
import { inWorkingDirectory, prepareWorkingDirectory } from './working-directory';

/** Checks a configuration with `terraform validate`. This needs the provider, but no account. */
export async function validateConfiguration(request: EngineRequest): Promise<void> {
  const binary = await requireTerraform();
  const { signal, instance } = request;
  const printed = await inWorkingDirectory(request, 'terraform-validate', async () =>
    runTerraform({
      binary,
      arguments: ['validate', '-no-color'],
      directory: await prepareWorkingDirectory(binary, request, false),
      subject: instance.id,
      signal,
    }),
  );
  request.progress(printed.trim());
}
