import { type EngineRequest, type ResourceCounts, untouched } from '../engine';
import { lockTimeout } from './lock-timeout';
import { requireTerraform } from './require-terraform';
import { runTerraform } from './terraform-cli';
import { type TerraformMessage } from './terraform-message';
import { prepareWorkingDirectory } from './working-directory';

/** Runs `terraform apply` or `terraform destroy` to its end; returns what it touched. */
export async function applyConfiguration(
  request: EngineRequest,
  verb: 'apply' | 'destroy',
): Promise<ResourceCounts> {
  const binary = await requireTerraform();
  const directory = await prepareWorkingDirectory(binary, request, true);
  let counts = untouched;
  const onMessage = ({ type, changes, hook, '@message': text }: TerraformMessage) => {
    // The plan prints a summary of its own before the one of what was done.
    if (type === 'change_summary' && changes && changes.operation !== 'plan') {
      counts = { added: changes.add, changed: changes.change, destroyed: changes.remove };
    }
    const isData = hook?.resource?.addr?.startsWith('data.');
    if (text && !isData && (type === 'apply_complete' || type === 'apply_errored')) request.progress(text);
  };
  await runTerraform({
    binary,
    arguments: [verb, '-json', '-auto-approve', '-input=false', lockTimeout],
    directory,
    subject: request.instance.id,
    signal: request.signal,
    onMessage,
  });
  return counts;
}
